using Demur.Neural.Checkpoints;

namespace Demur.Neural.Tests.Checkpoints;

public sealed class CheckpointFolderTests
{
    private const string OneByte = """{"NAME":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""";

    [Fact]
    public void A_folder_with_one_file_opens()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", """{"model_type":"llama"}""");
        folder.Write("model.safetensors", Shard("t", 5));
        folder.Write("tokenizer.json", "{}");

        using var checkpoint = CheckpointFolder.Open(folder.FullPath);

        Assert.Equal("llama", (string?)checkpoint.Config["model_type"]);
        Assert.Equal(5, checkpoint.Tensors.Bytes("t")[0]);
        Assert.Equal(folder["tokenizer.json"], checkpoint.TokenizerPath);
        Assert.Null(checkpoint.GenerationConfigPath);
    }

    [Fact]
    public void A_folder_with_shards_opens_and_each_tensor_comes_from_its_own()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{}");
        folder.Write("1.safetensors", Shard("a", 1));
        folder.Write("2.safetensors", Shard("b", 2));
        folder.Write("model.safetensors.index.json", """{"metadata":{"total_size":2},"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""");

        using var checkpoint = CheckpointFolder.Open(folder.FullPath);

        Assert.Equal(1, checkpoint.Tensors.Bytes("a")[0]);
        var value = new float[1];
        checkpoint.Tensors.Read("b", value);
        Assert.Equal(2, value[0]);
        Assert.Throws<DemurException>(() => checkpoint.Tensors.Bytes("c").Length);
    }

    [Theory]
    [InlineData("../secret.safetensors", "without any path")]
    [InlineData("/etc/passwd", "without any path")]
    [InlineData("..", "without any path")]
    [InlineData("sub\\\\x.safetensors", "without any path")]
    [InlineData("C:x.safetensors", "without any path")]
    [InlineData("link.safetensors", "it is a link that leads out of the checkpoint's folder")]
    [InlineData("chain.safetensors", "it is a link that leads out of the checkpoint's folder")]
    [InlineData("none.safetensors", "the shard 'none.safetensors' is not in the folder")]
    public void A_shard_outside_the_folder_is_never_read(string shard, string expected)
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "Links need rights on Windows.");
        using var folder = new TemporaryFolder();
        folder.Write("secret.safetensors", Shard("t", 42));
        var model = Directory.CreateDirectory(folder["model"]).FullName;
        File.CreateSymbolicLink(Path.Combine(model, "link.safetensors"), folder["secret.safetensors"]);
        File.CreateSymbolicLink(Path.Combine(model, "chain.safetensors"), Path.Combine(model, "link.safetensors"));
        var index = folder.Write("model/model.safetensors.index.json", $$$"""{"weight_map":{"t":"{{{shard}}}"}}""");

        var error = Assert.Throws<DemurException>(() => ShardedCheckpoint.Open(index));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_downloaded_snapshot_may_link_to_the_blobs_of_its_own_download()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "Links need rights on Windows.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["blobs"]);
        Directory.CreateDirectory(folder["snapshots/main"]);
        folder.Write("blobs/aa", Shard("t", 3));
        folder.Write("blobs/bb", "{}");
        folder.Write("outside", "{}");
        File.CreateSymbolicLink(folder["snapshots/main/model.safetensors"], "../../blobs/aa");
        File.CreateSymbolicLink(folder["snapshots/main/config.json"], "../../blobs/bb");

        using (var checkpoint = CheckpointFolder.Open(folder["snapshots/main"]))
        {
            Assert.Equal(3, checkpoint.Tensors.Bytes("t")[0]);
        }

        File.CreateSymbolicLink(folder["snapshots/main/tokenizer.json"], "../../outside");
        Assert.Throws<DemurException>(() => CheckpointFolder.Open(folder["snapshots/main"]));
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"1.safetensors","z":"1.safetensors"}}""", "the index places it in '1.safetensors', which does not hold it")]
    [InlineData("""{"weight_map":{"a":7}}""", "the file's name was expected here")]
    [InlineData("""{"weight_map":[]}""", "the index has no object of this name")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","a":"1.safetensors"}}""", "no valid JSON of at most 64 levels without repeated keys")]
    [InlineData("[]", "the file holds no JSON object")]
    [InlineData("{", "line 1, byte 2")]
    public void An_index_that_is_not_valid_is_refused(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.safetensors", Shard("a", 1));
        var index = folder.Write("model.safetensors.index.json", json);

        var error = Assert.Throws<DemurException>(() => ShardedCheckpoint.Open(index));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}");
        folder.Write("model.safetensors", Shard("t", 5));

        var error = Assert.Throws<DemurException>(() => CheckpointFolder.Open(folder.FullPath));

        Assert.Contains("config.json: line 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_folder_lacks_is_said_in_one_sentence()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("there is no such folder", Message(folder["none"]), StringComparison.Ordinal);
        Assert.Contains("the folder has no config.json", Message(folder.FullPath), StringComparison.Ordinal);
        folder.Write("config.json", "{}");
        Assert.Contains("neither model.safetensors nor model.safetensors.index.json", Message(folder.FullPath), StringComparison.Ordinal);
        folder.Write("pytorch_model.bin", "x");
        Assert.Contains("can run code when it is read", Message(folder.FullPath), StringComparison.Ordinal);
    }

    private static string Message(string path) => Assert.Throws<DemurException>(() => CheckpointFolder.Open(path)).Message;

    private static byte[] Shard(string name, byte value) => SafetensorsBytes.Of(OneByte.Replace("NAME", name, StringComparison.Ordinal), value);
}
