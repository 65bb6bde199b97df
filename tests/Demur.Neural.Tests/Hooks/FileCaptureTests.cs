using Demur.Neural.Checkpoints;
using Demur.Neural.Hooks;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Hooks;

public sealed class FileCaptureTests
{
    private const string Place = "blocks.1.resid_post";

    [Fact]
    public void The_file_holds_what_a_capture_in_memory_keeps_without_padding_and_says_whose_it_is()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var memory = Capture.At([Place, "blocks.0.attn.z"]);
        using var file = FileCapture.At(folder["acts.safetensors"], [Place, "blocks.0.attn.z"]);
        using var cache = new KvCache();
        var mask = tensor(new float[] { 0, 1, 1, 1, 1, 1 }, [2, 3]);
        using (model.With(memory, file))
        {
            model.Forward(TinyModels.Ids(2, 3), cache, mask);
            model.Forward(TinyModels.Ids(2, 1), cache);
        }

        Assert.False(File.Exists(folder["acts.safetensors"]));
        file.Complete(new Dictionary<string, string> { ["model"] = "ab12" });

        using var written = SafetensorsFile.Open(folder["acts.safetensors"]);
        var first = memory.All(Place)[0].flatten(0, 1).narrow(0, 1, 5);
        var expected = cat([first, memory.All(Place)[1].flatten(0, 1)], 0);
        Assert.Equal([7L, 24], written.Tensors[Place].Shape);
        Assert.Equal([7L, 4, 8], written.Tensors["blocks.0.attn.z"].Shape);
        Assert.Equal(expected.data<float>().ToArray(), Read(written, Place));
        Assert.Equal([0f, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 2, 1, 0, 2, 1, 1, 3], Read(written, FileCapture.IndexName));
        Assert.Equal("ab12", written.Metadata["model"]);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public void Selected_tokens_alone_are_kept_in_half_precision_where_asked()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var memory = Capture.At(Place, Where.Last());
        using var file = FileCapture.At(folder["acts.safetensors"], [Place], Where.Last(), TensorType.F16);
        using (model.With(memory, file))
        {
            model.Forward(TinyModels.Ids(3, 4));
            model.Forward(TinyModels.Ids(1, 6));
        }

        Assert.Equal(4, file.Count(Place));
        file.Complete();

        using var written = SafetensorsFile.Open(folder["acts.safetensors"]);
        var expected = cat([.. memory.All(Place)], 0).to(ScalarType.Float16).to(ScalarType.Float32);
        Assert.Equal(TensorType.F16, written.Tensors[Place].Type);
        Assert.Equal(expected.data<float>().ToArray(), Read(written, Place));
        Assert.Equal([0f, 0, 3, 0, 1, 3, 0, 2, 3, 1, 0, 5], Read(written, FileCapture.IndexName));
    }

    [Fact]
    public void A_capture_that_is_given_up_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using (var file = FileCapture.At(folder["acts.safetensors"], ["embed"]))
        using (model.With(file))
        {
            model.Forward(TinyModels.Ids(1, 4)).Dispose();
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public void What_one_tensor_cannot_hold_is_refused_with_a_reason()
    {
        using var folder = new TemporaryFolder();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var patterns = FileCapture.At(folder["a"], ["blocks.*.attn.*"]);
        using var nothing = FileCapture.At(folder["b"], ["embed"]);
        using var uneven = FileCapture.At(folder["c"], ["embed", Place]);
        using (model.With(uneven))
        {
            model.Forward(TinyModels.Ids(1, 4), new ForwardOptions { StopAfterLayer = 0 }).Dispose();
            model.Forward(TinyModels.Ids(1, 4)).Dispose();
        }

        Assert.Contains("attn.pattern", Assert.Throws<DemurException>(() => model.With(patterns)).Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was captured", Assert.Throws<DemurException>(() => nothing.Complete()).Message, StringComparison.Ordinal);
        Assert.Contains("saw 4 tokens", Assert.Throws<DemurException>(() => uneven.Complete()).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.Usage, Assert.Throws<DemurException>(() => FileCapture.At(folder["d"], ["embed"], type: TensorType.Q80)).Code);
    }

    private static float[] Read(SafetensorsFile file, string name)
    {
        var values = new float[file.Tensors[name].Count];
        file.Read(name, values);
        return values;
    }
}
