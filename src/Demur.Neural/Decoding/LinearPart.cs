using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>A linear map of the model under its checkpoint name: what adapters are put on.</summary>
public sealed class LinearPart
{
    private readonly Action _adaptersChanged;
    private ILinearAdapter? _adapter;

    internal LinearPart(string name, Action adaptersChanged, ModelTensor weight, long firstRow)
    {
        Name = name;
        _adaptersChanged = adaptersChanged;
        Weight = weight;
        FirstRow = firstRow;
    }

    /// <summary>The module's name, such as <c>model.layers.0.self_attn.q_proj</c>.</summary>
    public string Name { get; }

    /// <summary>The width of its input.</summary>
    public long Inputs => Weight.Shape[1];

    /// <summary>The width of its output.</summary>
    public long Outputs => Weight.Shape[0];

    /// <summary>Its matrix, [outputs, inputs].</summary>
    public ModelTensor Weight { get; }

    /// <summary>What is added to the output; null for nothing. Set it while no forward runs.</summary>
    public ILinearAdapter? Adapter
    {
        get => _adapter;
        set
        {
            _adapter = value;
            _adaptersChanged();
        }
    }

    internal long FirstRow { get; }

    /// <summary>Adds what adapters say to the product of maps of one input.</summary>
    /// <param name="output">The product, [.., rows of all maps]; changed in place where there are several.</param>
    /// <param name="input">The maps' input, [.., inputs].</param>
    /// <param name="adapted">The maps that have adapters.</param>
    /// <param name="partCount">How many maps lie in the product.</param>
    internal static Tensor AddTo(Tensor output, Tensor input, LinearPart[] adapted, int partCount)
    {
        foreach (var part in adapted)
        {
            using var delta = part.Adapter!.Delta(input);
            if (partCount == 1)
            {
                output = output.add(delta, Scalars.One);
            }
            else
            {
                using var rows = output.narrow(-1, part.FirstRow, part.Outputs);
                rows.add_(delta, Scalars.One);
            }
        }

        return output;
    }
}
