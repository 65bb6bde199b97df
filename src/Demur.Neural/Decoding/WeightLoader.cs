using System.Runtime.InteropServices;
using Demur.Neural.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Fills a model from a checkpoint after comparing names and shapes both ways, before any memory is taken.</summary>
internal sealed class WeightLoader(ITensorSource source, string name)
{
    private const int Shown = 8;

    /// <summary>Refuses a configuration that asks for far more tensors than there are, whose names alone would fill memory.</summary>
    public void RequirePlausible(ModelConfig config)
    {
        var experts = config.Moe is { } moe ? moe.Layers.Count(has => has) * 3L * moe.Experts : 0;
        var asked = (config.Layers * 4L) + experts;
        if (asked > (2L * source.Tensors.Count) + 1000)
        {
            throw new DemurException($"{name} holds {source.Tensors.Count} tensors, and its configuration asks for more than {asked} ({FamilyNames.Architecture(config.Family)}, {config.Layers} layers); the two do not belong together.");
        }
    }

    /// <summary>Fills a model whose shape has been compared.</summary>
    public void Fill(CausalLm model)
    {
        using var quiet = no_grad();
        foreach (var tensor in model.Tensors.Values)
        {
            Fill(tensor);
        }
    }

    /// <summary>Refuses a checkpoint with missing, unknown or mis-shaped tensors.</summary>
    public void Compare(CausalLm model)
    {
        var missing = model.Tensors.Keys.Where(key => !source.Tensors.ContainsKey(key)).ToList();
        var unknown = source.Tensors.Keys.Where(key => !model.Tensors.ContainsKey(key) && !IsNeedless(key, model.Config)).Order(StringComparer.Ordinal).ToList();
        var shaped = model.Tensors.Values
            .Where(tensor => source.Tensors.TryGetValue(tensor.Name, out var found) && !found.Shape.SequenceEqual(tensor.Shape))
            .Select(tensor => $"{tensor.Name} is [{string.Join(", ", source.Tensors[tensor.Name].Shape)}] and should be [{string.Join(", ", tensor.Shape)}]")
            .ToList();
        if (missing.Count + unknown.Count + shaped.Count == 0)
        {
            return;
        }

        var faults = new[] { Listed("lacks", missing), Listed("has unknown", unknown), Listed("has mis-shaped", shaped) }.Where(fault => fault.Length > 0);
        throw new DemurException($"{name} does not fit its configuration ({FamilyNames.Architecture(model.Config.Family)}, {model.Config.Layers} layers): it {string.Join("; it ", faults)}.");
    }

    // Old exports carry the rotary frequencies, and tied models their embedding twice.
    private static bool IsNeedless(string key, ModelConfig config) =>
        key.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal) || (config.TiedEmbeddings && key == "lm_head.weight");

    private static string Listed(string what, List<string> names) =>
        names.Count == 0 ? ""
        : $"{what} {names.Count} tensor(s): {string.Join(", ", names.Take(Shown))}{(names.Count > Shown ? $" and {names.Count - Shown} more" : "")}";

    private void Fill(ModelTensor tensor)
    {
        using var scope = NewDisposeScope();
        var target = tensor.View();
        if (target.dtype == ScalarType.Float32 && target.device_type == DeviceType.CPU && tensor.Count <= int.MaxValue / sizeof(float))
        {
            source.Read(tensor.Name, MemoryMarshal.Cast<byte, float>(target.bytes));
            return;
        }

        var values = new float[tensor.Count];
        source.Read(tensor.Name, values);
        target.copy_(torch.tensor(values, [.. tensor.Shape]));
    }
}
