using Demur.Neural.Decoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Images.Internal;

/// <summary>
/// Three convolutions of 3 x 3 in steps of two, each with a norm over groups of channels, and one layer: some 33,000 weights for digits, thousands of images a second on one
/// core. Norms over groups need no running means, so that training has no state but its weights.
/// </summary>
internal sealed class SmallConvNet : IDisposable
{
    private const int Groups = 4;
    private static readonly int[] Stages = [16, 32, 64];
    private readonly Parameter[] _weights;

    public SmallConvNet(int channels, int height, int width, int classes, int seed)
    {
        var random = new SplitMix(seed, 17);
        var parameters = new List<ModelParameter>();
        var before = channels;
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var maps = Stages[stage];
            Add(parameters, $"stages.{stage}.conv.weight", [maps, before, 3, 3], Math.Sqrt(2.0 / (before * 9)), random);
            Add(parameters, $"stages.{stage}.norm.weight", [maps], 0, random, start: 1);
            Add(parameters, $"stages.{stage}.norm.bias", [maps], 0, random);
            before = maps;
            (height, width) = ((height + 1) / 2, (width + 1) / 2);
        }

        var features = before * height * width;
        Add(parameters, "head.weight", [classes, features], Math.Sqrt(1.0 / features), random);
        Add(parameters, "head.bias", [classes], 0, random);
        Parameters = parameters;
        _weights = [.. parameters.Select(parameter => parameter.Value)];
    }

    public IReadOnlyList<ModelParameter> Parameters { get; }

    /// <summary>Computes logits, [image, class], of images, [image, channel, row, column].</summary>
    public Tensor Forward(Tensor images)
    {
        var at = images;
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var own = _weights.AsSpan(stage * 3, 3);
            at = nn.functional.conv2d(at, own[0], null, [2, 2], [1, 1]);
            at = nn.functional.relu(nn.functional.group_norm(at, Groups, own[1], own[2]));
        }

        return nn.functional.linear(at.flatten(1), _weights[^2], _weights[^1]);
    }

    public void Dispose()
    {
        foreach (var weight in _weights)
        {
            weight.Dispose();
        }
    }

    /// <summary>A normal weight by Box and Muller, so that it does not depend on libtorch's generator.</summary>
    private static void Add(List<ModelParameter> parameters, string name, long[] shape, double deviation, SplitMix random, float start = 0)
    {
        var values = new float[shape.Aggregate(1L, (product, side) => product * side)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = deviation == 0 ? start : (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit()));
        }

        using var scope = NewDisposeScope();
        var value = (Parameter)new Parameter(tensor(values, shape), requires_grad: false).DetachFromDisposeScope();
        parameters.Add(new ModelParameter(name, value, []));
    }
}
