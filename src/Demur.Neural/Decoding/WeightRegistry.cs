using Demur.Neural.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Makes parameters, fills them with fresh values and keeps them under their checkpoint names, in the order of the model.</summary>
/// <param name="type">The element type.</param>
/// <param name="device">Where the weights live.</param>
/// <param name="seed">The seed of fresh weights; null leaves them unset, to be loaded.</param>
/// <param name="planOnly">Whether only names and shapes are wanted: parameters then take no memory.</param>
internal sealed class WeightRegistry(ScalarType type, Device device, ulong? seed, bool planOnly) : IDisposable
{
    private readonly List<ModelParameter> _parameters = [];
    private readonly Generator? _generator = seed is { } value ? new Generator(value, device) : null;

    public IReadOnlyList<ModelParameter> Parameters => _parameters;

    /// <summary>A parameter that is stacked from named tensors along its first dimension; all have the trailing dimensions in common.</summary>
    /// <param name="name">The parameter's own name.</param>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="deviation">Fresh values are normal with this deviation around <paramref name="mean"/>.</param>
    /// <param name="parts">Name and shape of each tensor, in the order in which they lie.</param>
    /// <param name="mean">The mean of fresh values.</param>
    public Parameter Add(string name, long[] shape, double deviation, IEnumerable<(string Name, long[] Shape)> parts, double mean = 0)
    {
        var parameter = Fresh(shape, deviation, mean);
        var tensors = new List<ModelTensor>();
        var offset = 0L;
        foreach (var part in parts)
        {
            var tensor = new ModelTensor(part.Name, parameter, offset, part.Shape);
            tensors.Add(tensor);
            offset += tensor.Count;
        }

        _parameters.Add(new ModelParameter(name, parameter, tensors));
        return parameter;
    }

    public Parameter Add(string name, long[] shape, double deviation, double mean = 0) => Add(name, shape, deviation, [(name, shape)], mean);

    public void Remove(string name)
    {
        var index = _parameters.FindIndex(parameter => parameter.Name == name);
        _parameters[index].Value.Dispose();
        _parameters.RemoveAt(index);
    }

    public void Dispose()
    {
        foreach (var parameter in _parameters)
        {
            parameter.Value.Dispose();
        }

        _generator?.Dispose();
    }

    private Parameter Fresh(long[] shape, double deviation, double mean)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var values = empty(planOnly ? [0] : shape, dtype: ScalarType.Float32, device: device);
        if (_generator is not null)
        {
            _ = deviation > 0 ? values.normal_(mean, deviation, _generator) : values.fill_(Scalars.Of(mean));
        }

        var parameter = new Parameter(values.to(type), requires_grad: false);
        return (Parameter)parameter.DetachFromDisposeScope();
    }
}
