using Demur.Neural.Checkpoints;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>A capture as a safetensors file, one place at a time in memory as 32-bit numbers.</summary>
internal static class CaptureFormat
{
    public static void Save(string path, IReadOnlyDictionary<string, IReadOnlyList<Tensor>> kept, IReadOnlyDictionary<string, RunningMoments> moments)
    {
        using var table = new TensorTable();
        foreach (var (name, tensors) in kept)
        {
            AddKept(table, name, tensors);
        }

        foreach (var (name, running) in moments)
        {
            table.Add($"{name}.mean", running.Mean!.shape, () => Values(running.Mean!));
            if (running.HasCovariance)
            {
                table.Add($"{name}.covariance", [running.Mean!.shape[0], running.Mean.shape[0]], () => Covariance(running));
            }
        }

        SafetensorsWriter.Write(path, table, new SafetensorsOptions { Metadata = moments.ToDictionary(pair => $"{pair.Key}.count", pair => $"{pair.Value.Count}", StringComparer.Ordinal) });
    }

    // Forwards of one width lie one behind the other along the first dimension; others are numbered.
    private static void AddKept(TensorTable table, string name, IReadOnlyList<Tensor> tensors)
    {
        var first = tensors[0].shape;
        if (tensors.All(tensor => tensor.shape.AsSpan(1).SequenceEqual(first.AsSpan(1))))
        {
            long[] shape = [tensors.Sum(tensor => tensor.shape[0]), .. first[1..]];
            table.Add(name, shape, () => [.. tensors.SelectMany(Values)]);
            return;
        }

        for (var number = 0; number < tensors.Count; number++)
        {
            var tensor = tensors[number];
            table.Add($"{name}.{number}", tensor.shape, () => Values(tensor));
        }
    }

    private static float[] Covariance(RunningMoments running)
    {
        using var covariance = running.Covariance()!;
        return Values(covariance);
    }

    private static float[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
