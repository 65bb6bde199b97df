using Demur.Neural.Checkpoints;
using static TorchSharp.torch;

namespace Demur.Neural.Training.Internal;

/// <summary>Moves tensors between libtorch and checkpoint files, bit for bit.</summary>
internal static class TensorCopies
{
    public static float[] ToArray(Tensor source)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return source.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    public static void Add(this TensorTable table, string name, Tensor values) => table.Add(name, values.shape, () => ToArray(values));

    /// <summary>Overwrites a tensor with a file's values.</summary>
    public static void Read(this ITensorSource source, string name, Tensor target, string file)
    {
        if (!source.Tensors.TryGetValue(name, out var info) || !info.Shape.SequenceEqual(target.shape))
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{file}: expected a tensor '{name}' of shape [{string.Join(", ", target.shape)}], found {(info is null ? "none" : $"[{string.Join(", ", info.Shape)}]")}.");
        }

        var values = new float[info.Count];
        source.Read(name, values);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _ = target.copy_(tensor(values).view(target.shape));
    }
}
