using System.Globalization;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Decoding;
using Demur.Neural.Training.Internal;

namespace Demur.Neural.Encoders.Internal;

/// <summary>Reads an encoder's sizes and weights from named tensors; what is missing, of another shape or not finite is named.</summary>
internal sealed class EncoderReader(ITensorSource source, string file)
{
    /// <summary>The sizes, read off the shapes of tables and the first layer.</summary>
    private EncoderShape Shape(int heads)
    {
        var words = Table(EncoderNet.Words);
        var width = words[1];
        if (heads < 1 || width % heads != 0)
        {
            throw new DemurException(ErrorCode.Usage, $"{file}: states of {width} numbers cannot be shared by {heads} heads; ask for a number that divides the width.");
        }

        return new EncoderShape(words[0], Table(EncoderNet.Positions)[0], Table(EncoderNet.Segments)[0], width, Table($"{EncoderNet.Layer(0)}widen.weight")[0], Layers(), heads);
    }

    /// <summary>Reads a new net.</summary>
    /// <param name="heads">Attention heads of a layer.</param>
    /// <param name="keptWords">The rows of the word table to keep, in their new order; null for all.</param>
    public EncoderNet Read(int heads, IReadOnlyList<int>? keptWords)
    {
        var stored = Shape(heads);
        if (keptWords is not null && (keptWords.Count == 0 || keptWords.Any(word => word < 0 || word >= stored.Vocabulary)))
        {
            throw new DemurException($"{file}: the words to keep must be at least one of 0 to {stored.Vocabulary - 1}, the rows of the word table.");
        }

        Compare(stored);
        var net = new EncoderNet(stored with { Vocabulary = keptWords?.Count ?? stored.Vocabulary });
        try
        {
            foreach (var parameter in net.Parameters.Where(parameter => keptWords is null || parameter.Name != EncoderNet.Words))
            {
                Fill(parameter);
            }

            if (keptWords is not null)
            {
                FillWords(net.Parameters.First(parameter => parameter.Name == EncoderNet.Words), stored, keptWords);
            }
        }
        catch
        {
            net.Dispose();
            throw;
        }

        return net;
    }

    /// <summary>Overwrites a parameter with the tensor of its name.</summary>
    public void Fill(ModelParameter parameter) => parameter.Value.Overwrite(Values(parameter.Name, parameter.Value.shape));

    private void FillWords(ModelParameter words, EncoderShape stored, IReadOnlyList<int> keptWords)
    {
        var table = Values(words.Name, [stored.Vocabulary, stored.Width]);
        var kept = new float[keptWords.Count * stored.Width];
        for (var word = 0; word < keptWords.Count; word++)
        {
            table.AsSpan(keptWords[word] * stored.Width, stored.Width).CopyTo(kept.AsSpan(word * stored.Width));
        }

        words.Value.Overwrite(kept);
    }

    // Sizes that only a few small tensors claim must not take memory for the others.
    private void Compare(EncoderShape shape)
    {
        using var plan = new EncoderNet(shape, planOnly: true);
        foreach (var tensor in plan.Parameters.SelectMany(parameter => parameter.Tensors))
        {
            source.Require(tensor.Name, tensor.Shape, file);
        }
    }

    private float[] Values(string name, long[] shape)
    {
        var values = source.Values(name, shape, file);
        return Array.FindIndex(values, value => !float.IsFinite(value)) is var odd and >= 0
            ? throw CheckpointError.Invalid(file, $"tensor '{name}'", $"value {odd} is {values[odd]}; weights are finite numbers.")
            : values;
    }

    private int[] Table(string name)
    {
        var shape = source.Tensors.TryGetValue(name, out var info) ? info.Shape : [];
        return shape is [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue]
            ? [(int)shape[0], (int)shape[1]]
            : throw CheckpointError.Invalid(file, $"tensor '{name}'", $"expected a table, found {(info is null ? "none" : $"[{string.Join(", ", shape)}]")}; this is no encoder in Demur's names.");
    }

    // The highest number counts, so that a gap is an error and not a shorter model.
    private int Layers()
    {
        var last = source.Tensors.Keys.Max(name => name.Split('.') is ["layers", var number, ..] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var layer) ? layer : 0);
        var missing = Enumerable.Range(0, last).FirstOrDefault(layer => !source.Tensors.ContainsKey($"{EncoderNet.Layer(layer)}query.weight"), -1);
        return missing < 0
            ? last + 1
            : throw CheckpointError.Invalid(file, $"tensor '{EncoderNet.Layer(missing)}query.weight'", $"it is missing, and there are tensors of layer {last}.");
    }
}
