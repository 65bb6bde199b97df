namespace Demur.Neural.Decoding;

/// <summary>A linear map of the model under its checkpoint name: what adapters are put on.</summary>
public sealed class LinearPart
{
    private readonly Linear _linear;
    private ILinearAdapter? _adapter;

    internal LinearPart(string name, Linear linear, ModelTensor weight, long firstRow)
    {
        Name = name;
        _linear = linear;
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
            _linear.AdaptersChanged();
        }
    }

    internal long FirstRow { get; }
}
