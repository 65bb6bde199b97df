using Demur.Neural.Sentences.Import;

namespace Demur.Neural.Tests.Sentences.Import;

/// <summary>An encoder of BERT's names with a few numbers, all different; as a graph it gives each token its row of the table of words.</summary>
internal static class TinyBert
{
    public const string Vocabulary = "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\n[MASK]\r\nno\r\n##pe\r\n";

    public static BertShape Shape { get; } = new(Words: 7, Positions: 3, Width: 2, Inner: 3, Layers: 2);

    /// <summary>The parts of a graph: constants, then steps; matrices are stored as [inputs, outputs] under numbers, not in the order of the layers.</summary>
    public static List<byte[]> Parts()
    {
        var parts = new List<byte[]> { OnnxBytes.Node("Gather", ["embeddings.word_embeddings.weight", "input_ids"], "last_hidden_state") };
        Constant(parts, "embeddings.word_embeddings.weight", 100, 7, 2);
        Constant(parts, "embeddings.position_embeddings.weight", 200, 3, 2);
        Constant(parts, "embeddings.token_type_embeddings.weight", 300, 2, 2);
        Norm(parts, "embeddings.LayerNorm", 400);
        for (var layer = 1; layer >= 0; layer--)
        {
            var (name, first) = ($"encoder.layer.{layer}.", 1000 * (layer + 1));
            Dense(parts, name + "output.dense", first + 60, 3, 2);
            Dense(parts, name + "attention.self.value", first + 30, 2, 2);
            Dense(parts, name + "attention.self.query", first + 10, 2, 2);
            Dense(parts, name + "attention.self.key", first + 20, 2, 2);
            Dense(parts, name + "attention.output.dense", first + 40, 2, 2);
            Dense(parts, name + "intermediate.dense", first + 50, 2, 3);
            Norm(parts, name + "attention.output.LayerNorm", first + 70);
            Norm(parts, name + "output.LayerNorm", first + 80);
        }

        Constant(parts, "pooler.dense.weight", 500, 2, 2);
        return parts;
    }

    public static void Constant(List<byte[]> parts, string name, int first, params int[] shape) =>
        parts.Add(OnnxBytes.Floats(name, shape, [.. Enumerable.Range(first, shape.Aggregate(1, (count, dimension) => count * dimension)).Select(value => (float)value)]));

    private static void Norm(List<byte[]> parts, string name, int first)
    {
        Constant(parts, name + ".weight", first, 2);
        Constant(parts, name + ".bias", first + 5, 2);
    }

    private static void Dense(List<byte[]> parts, string name, int first, int inputs, int outputs)
    {
        // ONNX Runtime checks widths: what narrows has to be given something wide.
        var states = "last_hidden_state";
        if (inputs == 3)
        {
            Constant(parts, $"{first}.wide", 0, 2, 3);
            parts.Add(OnnxBytes.Node("MatMul", ["last_hidden_state", $"{first}.wide"], $"{first}.in"));
            states = $"{first}.in";
        }

        Constant(parts, $"{first}", first, inputs, outputs);
        Constant(parts, name + ".bias", first + 7, outputs);
        parts.Add(OnnxBytes.Node("MatMul", [states, $"{first}"], $"{first}.product"));
        parts.Add(OnnxBytes.Node("Add", first % 20 == 0 ? [$"{first}.product", name + ".bias"] : [name + ".bias", $"{first}.product"], $"{first}.sum"));
    }
}
