using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>One matrix product for one or more linear maps of the same input, whose rows lie one behind the other.</summary>
internal sealed class Linear
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private LinearPart[] _adapted = [];

    /// <summary>Registers weight and bias.</summary>
    /// <param name="weights">Where the parameters are kept.</param>
    /// <param name="prefix">The module's path up to the last name, with its dot.</param>
    /// <param name="name">The name of the joint map.</param>
    /// <param name="inputs">The width of the input.</param>
    /// <param name="parts">The maps' names with the number of rows of each.</param>
    /// <param name="bias">Whether all have biases.</param>
    /// <param name="deviation">The deviation of fresh weights.</param>
    public Linear(WeightRegistry weights, string prefix, string name, long inputs, (string Name, long Rows)[] parts, bool bias, double deviation)
    {
        var rows = parts.Sum(part => part.Rows);
        _weight = weights.Add($"{prefix}{name}.weight", [rows, inputs], deviation, parts.Select(part => ($"{prefix}{part.Name}.weight", new[] { part.Rows, inputs })));
        var tensors = weights.Parameters[^1].Tensors;
        _bias = bias ? weights.Add($"{prefix}{name}.bias", [rows], 0, parts.Select(part => ($"{prefix}{part.Name}.bias", new[] { part.Rows }))) : null;
        var first = 0L;
        var list = new List<LinearPart>();
        for (var index = 0; index < parts.Length; index++)
        {
            list.Add(new LinearPart(prefix + parts[index].Name, AdaptersChanged, tensors[index], first));
            first += parts[index].Rows;
        }

        Parts = list;
    }

    public IReadOnlyList<LinearPart> Parts { get; }

    public Parameter Weight => _weight;

    public Parameter? Bias => _bias;

    public bool IsAdapted => _adapted.Length > 0;

    /// <summary>Multiplies.</summary>
    /// <param name="input">[.., inputs].</param>
    /// <returns>[.., rows of all parts].</returns>
    public Tensor Forward(Tensor input) => LinearPart.AddTo(nn.functional.linear(input, _weight, _bias), input, _adapted, Parts.Count);

    private void AdaptersChanged() => _adapted = [.. Parts.Where(part => part.Adapter is not null)];
}
