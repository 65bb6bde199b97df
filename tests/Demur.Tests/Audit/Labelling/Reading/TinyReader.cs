using System.Text.Json;
using Demur.Audit.Labelling.Reading;

namespace Demur.Tests.Audit.Labelling.Reading;

/// <summary>The network of <c>Fixtures/make_reader.py</c>: two layers whose weights are sines.</summary>
internal static class TinyReader
{
    public const int Width = 32;

    public static JsonElement Reference { get; } = JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Audit", "Labelling", "Reading", "Fixtures", "reader.json")));

    public static string[] Pieces { get; } = [.. Reference.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString()!)];

    public static int Heads => Reference.GetProperty("heads").GetInt32();

    public static ResponseReader Create() => ResponseReader.Create(Pieces, Heads, Weights());

    /// <summary>The weights before they are rounded, in the order in which the script numbers them.</summary>
    public static Dictionary<string, float[]> Weights()
    {
        var weights = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var inner = Reference.GetProperty("inner").GetInt32();
        Matrix("embeddings.word", Pieces.Length, Width, 1);
        Matrix("embeddings.position", Reference.GetProperty("positions").GetInt32(), Width);
        Matrix("embeddings.segment", 2, Width);
        Vector("embeddings.norm.weight", Width, 1);
        Vector("embeddings.norm.bias", Width);
        for (var layer = 0; layer < Reference.GetProperty("layers").GetInt32(); layer++)
        {
            foreach (var (part, outputs, inputs) in new[] { ("query", Width, Width), ("key", Width, Width), ("value", Width, Width), ("output", Width, Width), ("widen", inner, Width), ("narrow", Width, inner) })
            {
                Matrix($"layers.{layer}.{part}.weight", outputs, inputs);
                Vector($"layers.{layer}.{part}.bias", outputs);
            }

            foreach (var norm in new[] { "attention_norm", "output_norm" })
            {
                Vector($"layers.{layer}.{norm}.weight", Width, 1);
                Vector($"layers.{layer}.{norm}.bias", Width);
            }
        }

        Vector("head.weight", Width);
        Vector("head.bias", 1);
        return weights;

        void Matrix(string name, int outputs, int inputs, double size = 0.3) => weights.Add(name, Sines(weights.Count, outputs * inputs, size, 0));
        void Vector(string name, int count, float around = 0) => weights.Add(name, Sines(weights.Count, count, 0.2, around));
    }

    private static float[] Sines(int number, int count, double size, float around) =>
        [.. Enumerable.Range(0, count).Select(index => (float)(size * Math.Sin((0.7 * index) + (1.3 * number))) + around)];
}
