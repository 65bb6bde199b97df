using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders;
using Demur.Neural.Tests.Decoding;

namespace Demur.Neural.Tests.Encoders;

/// <summary>An encoder of two layers whose weights follow from their names, and rows for it.</summary>
internal static class TinyEncoder
{
    public const int Heads = 2;

    public static readonly EncoderShape Shape = new(Vocabulary: 23, Positions: 12, Segments: 2, Width: 8, MlpWidth: 20, Layers: 2, Heads);

    public static readonly IReadOnlyDictionary<string, long[]> Tensors = Names().ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);

    /// <summary>The tensors, some of them changed.</summary>
    /// <param name="change">Gets a name and a shape; gives the shape to store, or null to leave the tensor out.</param>
    /// <param name="values">Changes the values of a tensor in place.</param>
    public static TensorTable Weights(Func<string, long[], long[]?>? change = null, Action<string, float[]>? values = null)
    {
        var table = new TensorTable();
        foreach (var (name, shape) in Tensors)
        {
            if ((change is null ? shape : change(name, shape)) is { } stored)
            {
                var numbers = HashedWeights.Of(name, stored.Aggregate(1L, (product, side) => product * side), shape.Length);
                values?.Invoke(name, numbers);
                table.Add(name, stored, numbers);
            }
        }

        return table;
    }

    public static TransformerEncoder Load(IReadOnlyList<int>? keptWords = null) => TransformerEncoder.Load(Weights(), keptWords, Heads);

    public static EncodedPair Row(params int[] ids) => new(ids, [.. ids.Select((_, position) => position > ids.Length / 3 ? 1 : 0)]);

    /// <summary>Rows of which every other has the token 7 in some place, with that as their target.</summary>
    public static PairExample[] Sevens(int count, int seed)
    {
        var random = new SplitMix(seed);
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            var ids = Enumerable.Range(0, 3 + random.Below(8)).Select(_ => 8 + random.Below(15)).ToArray();
            if (row % 2 == 0)
            {
                ids[random.Below(ids.Length)] = 7;
            }

            return new PairExample(Row(ids), row % 2 == 0 ? 1 : 0);
        })];
    }

    private static IEnumerable<(string Name, long[] Shape)> Names()
    {
        yield return ("embeddings.word", [23, 8]);
        yield return ("embeddings.position", [12, 8]);
        yield return ("embeddings.segment", [2, 8]);
        yield return ("embeddings.norm.weight", [8]);
        yield return ("embeddings.norm.bias", [8]);
        foreach (var layer in new[] { 0, 1 })
        {
            foreach (var (name, outputs, inputs) in new[] { ("query", 8, 8), ("key", 8, 8), ("value", 8, 8), ("output", 8, 8), ("widen", 20, 8), ("narrow", 8, 20) })
            {
                yield return ($"layers.{layer}.{name}.weight", [outputs, inputs]);
                yield return ($"layers.{layer}.{name}.bias", [outputs]);
            }

            foreach (var name in new[] { "attention_norm", "output_norm" })
            {
                yield return ($"layers.{layer}.{name}.weight", [8]);
                yield return ($"layers.{layer}.{name}.bias", [8]);
            }
        }

        yield return ("head.weight", [1, 8]);
        yield return ("head.bias", [1]);
    }
}
