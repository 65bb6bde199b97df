using Demur.Neural.Checkpoints;
using Demur.Neural.Sentences.Import;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class BertWeightsTests
{
    [Fact]
    public void Weights_get_our_names_and_matrices_are_turned()
    {
        using var folder = new TemporaryFolder();

        using var file = Written(folder, OnnxBytes.Model(TinyBert.Parts()));

        Assert.Equal(5 + (2 * 16), file.Tensors.Count);
        Holds(file, "embeddings.word", [7, 2], [.. Enumerable.Range(100, 14).Select(value => (float)value)]);
        Holds(file, "embeddings.position", [3, 2], 200, 201, 202, 203, 204, 205);
        Holds(file, "embeddings.segment", [2, 2], 300, 301, 302, 303);
        Holds(file, "embeddings.norm.weight", [2], 400, 401);
        Holds(file, "embeddings.norm.bias", [2], 405, 406);
        Holds(file, "layers.0.query.weight", [2, 2], 1010, 1012, 1011, 1013);
        Holds(file, "layers.0.query.bias", [2], 1017, 1018);
        Holds(file, "layers.0.key.weight", [2, 2], 1020, 1022, 1021, 1023);
        Holds(file, "layers.0.value.weight", [2, 2], 1030, 1032, 1031, 1033);
        Holds(file, "layers.0.output.weight", [2, 2], 1040, 1042, 1041, 1043);
        Holds(file, "layers.0.output.bias", [2], 1047, 1048);
        Holds(file, "layers.1.widen.weight", [3, 2], 2050, 2053, 2051, 2054, 2052, 2055);
        Holds(file, "layers.1.widen.bias", [3], 2057, 2058, 2059);
        Holds(file, "layers.1.narrow.weight", [2, 3], 2060, 2062, 2064, 2061, 2063, 2065);
        Holds(file, "layers.1.narrow.bias", [2], 2067, 2068);
        Holds(file, "layers.1.attention_norm.weight", [2], 2070, 2071);
        Holds(file, "layers.1.attention_norm.bias", [2], 2075, 2076);
        Holds(file, "layers.1.output_norm.weight", [2], 2080, 2081);
        Holds(file, "layers.1.output_norm.bias", [2], 2085, 2086);
    }

    [Fact]
    public void A_graph_of_another_kind_is_refused()
    {
        using var folder = new TemporaryFolder();
        Refused(folder, OnnxBytes.Lookup([1, 2], 2), "bias 'encoder.layer.0.attention.self.query.bias': it is not added to a product with a constant matrix");
        Refused(folder, OnnxBytes.Model(TinyBert.Parts().Skip(2)), "constant 'embeddings.word_embeddings.weight': the graph does not have it");

        var twice = TinyBert.Parts();
        twice.Add(OnnxBytes.Node("Add", ["encoder.layer.1.attention.self.key.bias", "2030.product"], "more"));
        Refused(folder, OnnxBytes.Model(twice), "bias 'encoder.layer.1.attention.self.key.bias': it is added to two products");
    }

    [Fact]
    public void A_graph_of_another_size_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.onnx", OnnxBytes.Model(TinyBert.Parts()));

        foreach (var shape in new[] { TinyBert.Shape with { Words = 8 }, TinyBert.Shape with { Width = 1 }, TinyBert.Shape with { Inner = 2 }, TinyBert.Shape with { Layers = 3 } })
        {
            Assert.StartsWith(path, Assert.Throws<DemurException>(() => BertWeights.Write(path, shape, folder["out"], default)).Message, StringComparison.Ordinal);
            Assert.False(File.Exists(folder["out"]));
        }
    }

    [Fact]
    public void No_beginning_of_a_file_passes_for_the_whole()
    {
        using var folder = new TemporaryFolder();
        var whole = OnnxBytes.Model(TinyBert.Parts());
        var random = new Random(2);
        for (var round = 0; round < FuzzCases.Or(300); round++)
        {
            // The last four bytes are the version of the operations, which is not read.
            var path = folder.Write("model.onnx", whole[..random.Next(whole.Length - 4)]);

            Assert.Throws<DemurException>(() => BertWeights.Write(path, TinyBert.Shape, folder["out"], default));
        }
    }

    [Fact]
    public void Damaged_files_end_in_an_error_or_in_weights_of_the_right_shape()
    {
        using var folder = new TemporaryFolder();
        var whole = OnnxBytes.Model(TinyBert.Parts());
        var random = new Random(3);
        for (var round = 0; round < FuzzCases.Or(300); round++)
        {
            var damaged = whole.ToArray();
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                damaged[random.Next(damaged.Length)] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
            }

            var path = folder.Write("model.onnx", damaged);
            try
            {
                BertWeights.Write(path, TinyBert.Shape, folder["out"], default);
                using var file = SafetensorsFile.Open(folder["out"]);
                Assert.Equal([7L, 2L], file.Tensors["embeddings.word"].Shape);
            }
            catch (DemurException error)
            {
                Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            }
        }
    }

    private static SafetensorsFile Written(TemporaryFolder folder, byte[] onnx)
    {
        BertWeights.Write(folder.Write("model.onnx", onnx), TinyBert.Shape, folder["model.safetensors"], TestContext.Current.CancellationToken);
        return SafetensorsFile.Open(folder["model.safetensors"]);
    }

    private static void Refused(TemporaryFolder folder, byte[] onnx, string expected) =>
        Assert.Contains(expected, Assert.Throws<DemurException>(() => Written(folder, onnx)).Message, StringComparison.Ordinal);

    private static void Holds(SafetensorsFile file, string name, long[] shape, params float[] expected)
    {
        var values = new float[expected.Length];
        file.Read(name, values);
        Assert.Equal(shape, file.Tensors[name].Shape);
        Assert.Equal(expected, values);
    }
}
