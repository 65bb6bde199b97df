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
    public static void Read(this ITensorSource source, string name, Tensor target, string file) => target.Overwrite(source.Values(name, target.shape, file));

    /// <summary>Reads a tensor whose shape is known.</summary>
    public static float[] Values(this ITensorSource source, string name, IReadOnlyList<long> shape, string file)
    {
        source.Require(name, shape, file);
        var values = new float[source.Tensors[name].Count];
        source.Read(name, values);
        return values;
    }

    /// <summary>Refuses a tensor that is missing or of another shape.</summary>
    public static void Require(this ITensorSource source, string name, IReadOnlyList<long> shape, string file)
    {
        if (!source.Tensors.TryGetValue(name, out var info) || !info.Shape.SequenceEqual(shape))
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{file}: expected a tensor '{name}' of shape [{string.Join(", ", shape)}], found {(info is null ? "none" : $"[{string.Join(", ", info.Shape)}]")}.");
        }
    }

    /// <summary>Overwrites a tensor with values in row-major order.</summary>
    public static void Overwrite(this Tensor target, float[] values)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _ = target.copy_(tensor(values).view(target.shape));
    }
}
