using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>A tensor as it will be written: under llama.cpp's name, made of one tensor of the source or of one for each expert.</summary>
/// <param name="Name">llama.cpp's name.</param>
/// <param name="Type">The type that it is written in.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Sources">The tensors of the source that it is made of, in order of experts.</param>
internal sealed record GgufPlan(string Name, TensorType Type, IReadOnlyList<long> Shape, IReadOnlyList<string> Sources)
{
    /// <summary>The heads whose rows are interleaved; 0 for none.</summary>
    internal int PairedHeads { get; init; }

    /// <summary>What is added to every value.</summary>
    internal float Shift { get; init; }

    internal long ByteCount => TensorFormat.ByteCount(Type, Shape.Aggregate(1L, (product, dimension) => checked(product * dimension)))!.Value;
}
