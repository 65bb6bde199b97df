using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Data;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints;

/// <summary>Writes a large checkpoint as several safetensors files with an index, as Hugging Face folders have it: <c>model-00001-of-00003.safetensors</c> and <c>model.safetensors.index.json</c>.</summary>
public static class ShardedCheckpointWriter
{
    /// <summary>The index, which is written last: a folder without it holds no checkpoint yet.</summary>
    public const string IndexFile = "model.safetensors.index.json";

    /// <summary>Writes all tensors of a source, in the order of their names; one tensor at a time is in memory.</summary>
    /// <param name="folder">The folder; made when it does not exist. It must not hold a <c>model.safetensors</c>, which readers would take instead.</param>
    /// <param name="tensors">The tensors; at least one.</param>
    /// <param name="mostBytes">The most bytes of tensors in one file, 1 or more; a single tensor that is larger gets a file of its own.</param>
    /// <param name="options">The type to write and the metadata.</param>
    /// <param name="cancellationToken">Stops the writing; the old index is then untouched.</param>
    /// <returns>The names of the shards in order.</returns>
    /// <exception cref="DemurException">A file cannot be written, there is no tensor, or the folder holds a checkpoint of one file.</exception>
    public static IReadOnlyList<string> Write(
        string folder, ITensorSource tensors, long mostBytes = 5_000_000_000, SafetensorsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostBytes);
        options ??= new SafetensorsOptions();
        if (tensors.Tensors.Count == 0 || File.Exists(Path.Combine(folder, "model.safetensors")))
        {
            throw new DemurException(
                ErrorCode.BadInput,
                tensors.Tensors.Count == 0
                    ? "There is no tensor to write; a checkpoint holds at least one."
                    : $"{folder} holds model.safetensors, which readers take before an index; write to another folder or delete it.");
        }

        Directory.CreateDirectory(folder);
        var shards = Divide(tensors, mostBytes, options);
        var map = new JsonObject();
        var names = new List<string>();
        foreach (var shard in shards)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"model-{names.Count + 1:D5}-of-{shards.Count:D5}.safetensors");
            SafetensorsWriter.Write(Path.Combine(folder, name), new ChosenTensors(tensors, shard), options, cancellationToken);
            names.Add(name);
            foreach (var tensor in shard)
            {
                map[tensor] = name;
            }
        }

        var total = tensors.Tensors.Values.Sum(tensor => SafetensorsWriter.ByteCount(tensor, options));
        var index = new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = total }, ["weight_map"] = map };
        var text = Encoding.UTF8.GetBytes(index.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        AtomicFile.Write(Path.Combine(folder, IndexFile), stream => stream.Write(text));
        return names;
    }

    private static List<List<string>> Divide(ITensorSource tensors, long mostBytes, SafetensorsOptions options)
    {
        var shards = new List<List<string>>();
        var filled = long.MaxValue;
        foreach (var tensor in tensors.Tensors.Values.OrderBy(tensor => tensor.Name, Utf8Order.Instance))
        {
            var size = SafetensorsWriter.ByteCount(tensor, options);
            if (shards.Count == 0 || size > mostBytes - filled)
            {
                shards.Add([]);
                filled = 0;
            }

            shards[^1].Add(tensor.Name);
            filled = Math.Min(mostBytes, filled + size);
        }

        return shards;
    }
}
