using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>A tensor of a checkpoint: its Hugging Face name and where it lies in the model's memory.</summary>
/// <remarks>Tensors that are used together (queries, keys and values; gate and up; the experts of a layer) are slices of one parameter.</remarks>
public sealed class ModelTensor
{
    private readonly long _offset;

    internal ModelTensor(string name, Parameter parameter, long offset, long[] shape)
    {
        Name = name;
        Parameter = parameter;
        _offset = offset;
        Shape = shape;
    }

    /// <summary>The name in a checkpoint, such as <c>model.layers.0.self_attn.q_proj.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Its dimensions, outermost first.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The number of values.</summary>
    public long Count => Shape.Aggregate(1L, (product, dimension) => product * dimension);

    internal Parameter Parameter { get; }

    /// <summary>The values, without a copy: writing into the view (under <c>torch.no_grad()</c>) changes the model. The caller disposes the view.</summary>
    /// <returns>A view that takes no part in gradients.</returns>
    public Tensor View()
    {
        using var scope = NewDisposeScope();
        return Parameter.detach().view(-1).narrow(0, _offset, Count).view([.. Shape]).MoveToOuterDisposeScope();
    }
}
