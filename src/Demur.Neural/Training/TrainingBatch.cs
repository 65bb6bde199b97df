using static TorchSharp.torch;

namespace Demur.Neural.Training;

/// <summary>Rows of one step, padded on the right to the longest, and the list of everything they ask to predict.</summary>
public sealed class TrainingBatch : IDisposable
{
    /// <summary>Puts rows together.</summary>
    /// <param name="sequences">The rows; at least one, none empty.</param>
    /// <param name="padToken">What fills the shorter ones.</param>
    public TrainingBatch(IReadOnlyList<TrainingSequence> sequences, int padToken = 0)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        Sequences = sequences;
        Length = sequences.Max(sequence => sequence.Length);
        var ids = new long[sequences.Count * Length];
        Array.Fill(ids, padToken);
        var labels = new LabelList(Length);
        for (var row = 0; row < sequences.Count; row++)
        {
            var sequence = sequences[row];
            for (var position = 0; position < sequence.Length; position++)
            {
                ids[(row * Length) + position] = sequence.Ids[position];
            }

            labels.Add(row, sequence);
        }

        Ids = tensor(ids, [sequences.Count, Length]);
        LabelAt = tensor(labels.At.ToArray());
        LabelRows = tensor(labels.Rows.ToArray());
        Targets = tensor(labels.Targets.ToArray());
        Weights = tensor(labels.Weights.ToArray());
        TokenCount = sequences.Sum(sequence => sequence.Length);
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<TrainingSequence> Sequences { get; }

    /// <summary>A number of this forward's own, for losses that draw at random: a run that was resumed gets the same again. 0 outside training.</summary>
    public ulong Seed { get; init; }

    /// <summary>The length of the longest row.</summary>
    public int Length { get; }

    /// <summary>The tokens of all rows without the padding.</summary>
    public int TokenCount { get; }

    /// <summary>The tokens, [row, position], 64-bit.</summary>
    public Tensor Ids { get; }

    /// <summary>For each label where its logits lie in the flattened [row x position], 64-bit [labels]: one position before the token that is predicted.</summary>
    public Tensor LabelAt { get; }

    /// <summary>The row of each label, 64-bit [labels].</summary>
    public Tensor LabelRows { get; }

    /// <summary>The token to predict, 64-bit [labels].</summary>
    public Tensor Targets { get; }

    /// <summary>The weight of each label, [labels]; never 0.</summary>
    public Tensor Weights { get; }

    /// <summary>Marks the real tokens.</summary>
    /// <returns>One for tokens and zero for padding, 64-bit [row, position]; the caller's.</returns>
    public Tensor Mask()
    {
        var marks = new long[Sequences.Count * Length];
        for (var row = 0; row < Sequences.Count; row++)
        {
            Array.Fill(marks, 1, row * Length, Sequences[row].Length);
        }

        return tensor(marks, [Sequences.Count, Length]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        LabelAt.Dispose();
        LabelRows.Dispose();
        Targets.Dispose();
        Weights.Dispose();
    }

    private sealed class LabelList(int length)
    {
        public List<long> At { get; } = [];

        public List<long> Rows { get; } = [];

        public List<long> Targets { get; } = [];

        public List<float> Weights { get; } = [];

        public void Add(int row, TrainingSequence sequence)
        {
            for (var position = 1; position < sequence.Length; position++)
            {
                if (sequence.Weights[position] != 0)
                {
                    At.Add(((long)row * length) + position - 1);
                    Rows.Add(row);
                    Targets.Add(sequence.Ids[position]);
                    Weights.Add(sequence.Weights[position]);
                }
            }
        }
    }
}
