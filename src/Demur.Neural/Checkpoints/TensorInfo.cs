namespace Demur.Neural.Checkpoints;

/// <summary>What a checkpoint says of one tensor before its values are read.</summary>
/// <param name="Name">The tensor's name, such as <c>model.layers.0.self_attn.q_proj.weight</c>.</param>
/// <param name="Type">How its values are encoded.</param>
/// <param name="Shape">Its dimensions, outermost first (row-major); empty for a scalar.</param>
public sealed record TensorInfo(string Name, TensorType Type, IReadOnlyList<long> Shape)
{
    /// <summary>The number of values: the product of the dimensions.</summary>
    public long Count => Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
}
