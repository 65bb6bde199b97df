using Demur.Neural.Training;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>A pair among the trainer's rows: no token of it is predicted, its target is.</summary>
internal sealed record PairSequence(EncodedPair Pair, float Target, float Weight) : TrainingSequence(Pair.Ids, new float[Pair.Ids.Count])
{
    /// <summary>Rows to learn from, checked.</summary>
    /// <exception cref="DemurException">A row does not fit the encoder, or a target or weight is out of range; the message names the row, from 0.</exception>
    public static PairSequence[] Of(IReadOnlyList<PairExample> rows, EncoderShape shape)
    {
        var sequences = new PairSequence[rows.Count];
        for (var row = 0; row < sequences.Length; row++)
        {
            var (pair, target, weight) = rows[row];
            Check(pair, row, shape);
            Require(target is >= 0 and <= 1, row, $"has the target {target}; targets lie from 0 to 1.");
            Require(weight >= 0 && double.IsFinite(weight), row, $"has the weight {weight}; weights are 0 or more.");
            sequences[row] = new PairSequence(pair, (float)target, (float)weight);
        }

        return sequences;
    }

    /// <summary>Rows without targets, checked.</summary>
    /// <exception cref="DemurException">A row does not fit the encoder; the message names it, from 0.</exception>
    public static PairSequence[] Of(IReadOnlyList<EncodedPair> rows, EncoderShape shape) =>
        Of([.. rows.Select(row => new PairExample(row, 0))], shape);

    /// <summary>The segments of a batch, 64-bit [row, position], 0 for padding.</summary>
    public static Tensor Segments(TrainingBatch batch)
    {
        var segments = new long[batch.Sequences.Count * batch.Length];
        for (var row = 0; row < batch.Sequences.Count; row++)
        {
            var own = ((PairSequence)batch.Sequences[row]).Pair.Segments;
            for (var position = 0; position < own.Count; position++)
            {
                segments[(row * batch.Length) + position] = own[position];
            }
        }

        return tensor(segments, [batch.Sequences.Count, batch.Length]);
    }

    // libtorch would read past a table or end the call with words of its own.
    private static void Check(EncodedPair pair, int row, EncoderShape shape)
    {
        Require(pair.Ids.Count > 0, row, "has no tokens.");
        Require(pair.Ids.Count == pair.Segments.Count, row, $"has {pair.Ids.Count} tokens and {pair.Segments.Count} segments; each token has one.");
        Require(pair.Ids.Count <= shape.Positions, row, $"has {pair.Ids.Count} tokens; the encoder reads {shape.Positions} at most. Cut it.");
        for (var position = 0; position < pair.Ids.Count; position++)
        {
            var (id, segment) = (pair.Ids[position], pair.Segments[position]);
            Require(id >= 0 && id < shape.Vocabulary, row, $"has the token {id} at position {position}; the word table has the rows 0 to {shape.Vocabulary - 1}.");
            Require(segment >= 0 && segment < shape.Segments, row, $"has the segment {segment} at position {position}; segments run from 0 to {shape.Segments - 1}.");
        }
    }

    private static void Require(bool holds, int row, string what)
    {
        if (!holds)
        {
            throw new DemurException($"Row {row} {what}");
        }
    }
}
