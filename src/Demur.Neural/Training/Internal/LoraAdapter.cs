using Demur.Neural.Decoding;
using Demur.Neural.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Training.Internal;

/// <summary>One low-rank update: <c>alpha / rank * B A x</c>, with A fresh and B zero, so that nothing changes at first.</summary>
internal sealed class LoraAdapter : ILinearAdapter, IDisposable
{
    private readonly LoraOptions _options;
    private SplitMix? _dropout;

    public LoraAdapter(LinearPart part, LoraOptions options, Generator fresh)
    {
        using var scope = NewDisposeScope();
        Part = part;
        _options = options;

        // The bound of a uniform Kaiming start with a of sqrt(5), which the method's own code has.
        var bound = 1 / Math.Sqrt(part.Inputs);
        A = Leaf(empty(options.Rank, part.Inputs).uniform_(-bound, bound, fresh));
        B = Leaf(zeros(part.Outputs, options.Rank));
        Parameters =
        [
            new ModelParameter($"{part.Name}.lora_A.weight", A, []),
            new ModelParameter($"{part.Name}.lora_B.weight", B, []),
        ];
    }

    public LinearPart Part { get; }

    public Parameter A { get; }

    public Parameter B { get; }

    public IReadOnlyList<ModelParameter> Parameters { get; }

    private double Scale => _options.Alpha / _options.Rank;

    /// <summary>Drops inputs by what is drawn from this from now on; null for none.</summary>
    public void DropBy(SplitMix? random) => _dropout = _options.Dropout > 0 ? random : null;

    public Tensor Delta(Tensor input)
    {
        var kept = _dropout is null ? input : input * DropoutMask.Draw(input, _options.Dropout, _dropout);
        return nn.functional.linear(nn.functional.linear(kept, A), B) * Scalars.Of(Scale);
    }

    /// <summary>The whole update as a matrix, [outputs, inputs].</summary>
    public Tensor Update()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return (B.matmul(A) * Scalars.Of(Scale)).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }

    private static Parameter Leaf(Tensor values) => (Parameter)new Parameter(values, requires_grad: false).DetachFromDisposeScope();
}
