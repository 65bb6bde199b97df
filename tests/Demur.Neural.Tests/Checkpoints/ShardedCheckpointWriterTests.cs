using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints;

namespace Demur.Neural.Tests.Checkpoints;

public sealed class ShardedCheckpointWriterTests
{
    [Fact]
    public void Tensors_fill_files_in_the_order_of_their_names_and_the_index_leads_back_to_them()
    {
        using var folder = new TemporaryFolder();
        using var table = Table(("b", 3), ("a", 2), ("d", 1), ("c", 9), ("e", 1));

        // 4 bytes a value: a and b fit into 20 bytes, c is larger than any file, d and e fit again.
        var shards = ShardedCheckpointWriter.Write(folder["m"], table, mostBytes: 20);

        Assert.Equal(["model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors", "model-00003-of-00003.safetensors"], shards);
        var index = JsonNode.Parse(File.ReadAllText(Path.Combine(folder["m"], ShardedCheckpointWriter.IndexFile)))!;
        Assert.Equal(64, index["metadata"]!["total_size"]!.GetValue<long>());
        Assert.Equal(shards[1], index["weight_map"]!["c"]!.GetValue<string>());
        using var read = ShardedCheckpoint.Open(Path.Combine(folder["m"], ShardedCheckpointWriter.IndexFile));
        foreach (var (name, info) in table.Tensors)
        {
            var (expected, values) = (new float[info.Count], new float[info.Count]);
            table.Read(name, expected);
            read.Read(name, values);
            Assert.Equal(expected, values);
        }
    }

    [Fact]
    public void Half_precision_halves_what_a_tensor_takes()
    {
        using var folder = new TemporaryFolder();
        using var table = Table(("a", 5), ("b", 5));

        Assert.Single(ShardedCheckpointWriter.Write(folder["half"], table, mostBytes: 20, new SafetensorsOptions { Type = TensorType.F16 }));
        Assert.Equal(2, ShardedCheckpointWriter.Write(folder["whole"], table, mostBytes: 20).Count);
    }

    [Fact]
    public void A_folder_that_readers_would_read_otherwise_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var table = Table(("a", 1));
        using var none = new TensorTable();
        SafetensorsWriter.Write(folder["model.safetensors"], table);

        var taken = Assert.Throws<DemurException>(() => ShardedCheckpointWriter.Write(folder[""], table));

        Assert.Contains("holds model.safetensors, which readers take before an index", taken.Message, StringComparison.Ordinal);
        Assert.Contains("no tensor to write", Assert.Throws<DemurException>(() => ShardedCheckpointWriter.Write(folder["empty"], none)).Message, StringComparison.Ordinal);
    }

    private static TensorTable Table(params (string Name, int Count)[] tensors)
    {
        var table = new TensorTable();
        foreach (var (name, count) in tensors)
        {
            table.Add(name, [count], [.. Enumerable.Range(0, count).Select(index => (index * 0.5f) + name[0])]);
        }

        return table;
    }
}
