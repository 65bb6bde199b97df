using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Decoding.Lanes;

namespace Demur.Neural.Sentences.Internal;

/// <summary>A linear layer in plain arithmetic, its weights turned so that each output is one row.</summary>
internal sealed class DenseLayer
{
    private readonly float[] _weights;
    private readonly float[] _bias;
    private readonly int _inputs;

    private DenseLayer(float[] weights, float[] bias, int inputs)
    {
        _weights = weights;
        _bias = bias;
        _inputs = inputs;
    }

    internal int Outputs => _bias.Length;

    /// <summary>Reads <c>NAME.weight</c>, stored as [inputs, outputs], and <c>NAME.bias</c>.</summary>
    internal static DenseLayer Load(ITensorSource tensors, string name, int inputs, int outputs)
    {
        var stored = Tensor(tensors, $"{name}.weight", inputs, outputs);
        var weights = new float[stored.Length];
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                weights[(output * inputs) + input] = stored[(input * outputs) + output];
            }
        }

        return new DenseLayer(weights, Tensor(tensors, $"{name}.bias", outputs), inputs);
    }

    /// <summary>Reads a tensor whose shape is known.</summary>
    /// <exception cref="DemurException">It is absent or has another shape.</exception>
    internal static float[] Tensor(ITensorSource tensors, string name, params long[] shape)
    {
        if (!tensors.Tensors.TryGetValue(name, out var info) || !info.Shape.SequenceEqual(shape))
        {
            throw CheckpointError.Invalid("The sentence encoder", $"tensor '{name}'", $"a shape of [{string.Join(", ", shape)}] was expected; import the model again.");
        }

        var values = new float[info.Count];
        tensors.Read(name, values);
        return values;
    }

    /// <summary>Applies the layer to rows, sixteen of them side by side.</summary>
    internal float[] Apply(ReadOnlySpan<float> rows, int rowCount)
    {
        var results = new float[rowCount * Outputs];
        var vectors = new float[_inputs * LaneKernels.Lanes];
        var sums = new float[Outputs * LaneKernels.Lanes];
        for (var first = 0; first < rowCount; first += LaneKernels.Lanes)
        {
            var count = Math.Min(LaneKernels.Lanes, rowCount - first);
            for (var lane = 0; lane < count; lane++)
            {
                LaneKernels.Scatter(rows.Slice((first + lane) * _inputs, _inputs), lane, vectors);
            }

            LaneKernels.Multiply(_weights, vectors, _bias, sums);
            for (var lane = 0; lane < count; lane++)
            {
                LaneKernels.Gather(sums, lane, results.AsSpan((first + lane) * Outputs, Outputs));
            }
        }

        return results;
    }
}
