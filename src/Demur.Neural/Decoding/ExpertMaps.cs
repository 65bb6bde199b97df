using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>The same linear map, or several of one input, for every routed expert of a layer: one parameter, whose slices are the experts' own.</summary>
internal sealed class ExpertMaps
{
    private readonly LinearPart[][] _parts;
    private readonly LinearPart[][] _adapted;

    /// <summary>Registers the weights.</summary>
    /// <param name="weights">Where the parameters are kept.</param>
    /// <param name="prefix">The path up to the experts' numbers, with its dot.</param>
    /// <param name="name">The name of the joint map.</param>
    /// <param name="experts">How many experts there are.</param>
    /// <param name="inputs">The width of the input.</param>
    /// <param name="maps">The maps' names with the number of rows of each, in the order in which they lie.</param>
    /// <param name="deviation">The deviation of fresh weights.</param>
    public ExpertMaps(WeightRegistry weights, string prefix, string name, int experts, long inputs, (string Name, long Rows)[] maps, double deviation)
    {
        var modules = Enumerable.Range(0, experts).SelectMany(expert => maps.Select(map => (Name: $"{prefix}{expert}.{map.Name}", map.Rows))).ToArray();
        Weight = weights.Add(
            $"{prefix}{name}.weight", [experts, maps.Sum(map => map.Rows), inputs], deviation, modules.Select(module => ($"{module.Name}.weight", new[] { module.Rows, inputs })));
        var tensors = weights.Parameters[^1].Tensors;
        _adapted = [.. Enumerable.Repeat(Array.Empty<LinearPart>(), experts)];
        _parts = [.. modules.Select((module, index) => (module, index)).Chunk(maps.Length).Select((chunk, expert) =>
            chunk.Select((one, map) => new LinearPart(one.module.Name, () => AdaptersChanged(expert), tensors[one.index], maps.Take(map).Sum(before => before.Rows))).ToArray())];
    }

    /// <summary>The weights, [expert, rows of all maps, inputs].</summary>
    public Parameter Weight { get; }

    /// <summary>All maps of all experts.</summary>
    public IEnumerable<LinearPart> Parts => _parts.SelectMany(parts => parts);

    public bool IsAdapted { get; private set; }

    /// <summary>Multiplies by one expert's matrices.</summary>
    /// <param name="input">[rows, inputs].</param>
    /// <param name="expert">The expert.</param>
    /// <returns>[rows, rows of all maps].</returns>
    public Tensor Forward(Tensor input, int expert)
    {
        var output = nn.functional.linear(input, Weight.select(0, expert));
        return IsAdapted ? LinearPart.AddTo(output, input, _adapted[expert], _parts[expert].Length) : output;
    }

    private void AdaptersChanged(int expert)
    {
        _adapted[expert] = [.. _parts[expert].Where(part => part.Adapter is not null)];
        IsAdapted = Array.Exists(_adapted, parts => parts.Length > 0);
    }
}
