using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints;

/// <summary>
/// Tensors spread over several safetensors files of one folder, as <c>model.safetensors.index.json</c> lists them. Every shard must lie in the
/// folder of the index, and must hold what the index says of it.
/// </summary>
/// <remarks>Safe for concurrent reading, not for reading while it is disposed.</remarks>
public sealed class ShardedCheckpoint : ITensorSource
{
    private const long LargestIndex = 100_000_000;
    private const int MostShards = 10_000;

    private readonly Dictionary<string, SafetensorsFile> _shards;
    private readonly Dictionary<string, SafetensorsFile> _shardOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private readonly string _path;

    private ShardedCheckpoint(string path, Dictionary<string, SafetensorsFile> shards)
    {
        _path = path;
        _shards = shards;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors;

    /// <summary>Opens an index and all shards that it names.</summary>
    /// <param name="indexPath">The index file, such as <c>model.safetensors.index.json</c>.</param>
    /// <returns>The open checkpoint; dispose it when its tensors are no longer read.</returns>
    /// <exception cref="DemurException">The index or a shard is absent or not valid, or a shard lies outside the folder.</exception>
    public static ShardedCheckpoint Open(string indexPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(indexPath);
        if (!File.Exists(indexPath))
        {
            throw CheckpointError.NotThere(indexPath, "there is no such file.");
        }

        var map = WeightMap(indexPath);
        var checkpoint = new ShardedCheckpoint(indexPath, new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal));
        try
        {
            checkpoint.OpenShards(map);
            return checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(string name, Span<float> values) => Find(name).Read(name, values);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(string name) => Find(name).Bytes(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shard in _shards.Values)
        {
            shard.Dispose();
        }
    }

    private static Dictionary<string, string> WeightMap(string indexPath)
    {
        if (BoundedJson.ReadObject(indexPath, LargestIndex)["weight_map"] is not JsonObject map)
        {
            throw CheckpointError.Invalid(indexPath, "weight_map", "the index has no object of this name that maps tensors to files.");
        }

        return map.ToDictionary(
            pair => pair.Key,
            pair => pair.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String
                ? value.GetValue<string>()
                : throw CheckpointError.Invalid(indexPath, $"weight_map, {CheckpointError.Quote(pair.Key)}", "the file's name was expected here."),
            StringComparer.Ordinal);
    }

    private void OpenShards(Dictionary<string, string> map)
    {
        var guard = new FolderGuard(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        foreach (var (tensor, file) in map)
        {
            if (!_shards.TryGetValue(file, out var shard))
            {
                if (_shards.Count == MostShards)
                {
                    throw CheckpointError.Invalid(_path, "weight_map", $"it names more than {MostShards} files.");
                }

                var path = guard.Find(file) ?? throw CheckpointError.NotThere(_path, $"the shard {CheckpointError.Quote(file)} is not in the folder; download it again.");
                shard = SafetensorsFile.Open(path);
                _shards.Add(file, shard);
            }

            if (!shard.Tensors.TryGetValue(tensor, out var info))
            {
                throw CheckpointError.Invalid(_path, $"tensor {CheckpointError.Quote(tensor)}", $"the index places it in {CheckpointError.Quote(file)}, which does not hold it.");
            }

            _shardOf.Add(tensor, shard);
            _tensors.Add(tensor, info);
        }
    }

    private SafetensorsFile Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _shardOf.TryGetValue(name, out var shard) ? shard : throw CheckpointError.Unknown(_path, name, _shardOf.Keys);
    }
}
