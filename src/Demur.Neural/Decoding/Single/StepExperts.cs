using System.Numerics.Tensors;

namespace Demur.Neural.Decoding.Single;

/// <summary>Routed and shared experts for one token; the arithmetic of <see cref="MoeMlp"/>.</summary>
internal sealed class StepExperts(ModelConfig config, MoeMlp experts)
{
    private readonly MoeConfig _moe = config.Moe!;
    private readonly WeightView _router = WeightView.Of(experts.Router.Weight);
    private readonly WeightView _selectionBias = WeightView.Of(experts.SelectionBias);
    private readonly WeightView _gateUp = WeightView.Of(experts.GateUp);
    private readonly WeightView _down = WeightView.Of(experts.Down);
    private readonly StepMlp? _shared = experts.Shared is null ? null : StepMlp.Of(experts.Shared, config.Moe!.SharedWidth, config.Activation);
    private readonly WeightView _sharedGate = WeightView.Of(experts.SharedGate?.Weight);

    /// <summary>Reads the normed token and leaves what the experts add in the scratch's output.</summary>
    public void Run(StepScratch scratch)
    {
        Choose(scratch);
        var sum = scratch.Sum.AsSpan();
        var output = scratch.Output.AsSpan();
        var inner = _moe.ExpertWidth;
        sum.Clear();
        for (var expert = 0; expert < _moe.Experts; expert++)
        {
            if (scratch.Choice[expert] != 0)
            {
                var gateUp = _gateUp.Span.Slice(expert * 2 * inner * config.Width, 2 * inner * config.Width);
                StepMlp.Run(gateUp, [], _down.Span.Slice(expert * inner * config.Width, inner * config.Width), [], inner, config.Activation, scratch, output);
                TensorPrimitives.MultiplyAdd(output, scratch.Choice[expert], sum, sum);
            }
        }

        if (_shared is not null)
        {
            _shared.Run(scratch, output);
            var share = _sharedGate.Span.IsEmpty ? 1 : 1 / (1 + MathF.Exp(-TensorPrimitives.Dot(_sharedGate.Span, scratch.Normed)));
            TensorPrimitives.MultiplyAdd(output, share, sum, sum);
        }

        sum.CopyTo(output);
    }

    // Leaves the weights of the chosen in the scratch's choice, zero elsewhere.
    private void Choose(StepScratch scratch)
    {
        var scores = scratch.Router.AsSpan();
        Kernels.Multiply(_router.Span, scratch.Normed, [], scores);
        if (_moe.Sigmoid)
        {
            TensorPrimitives.Sigmoid(scores, scores);
        }
        else
        {
            Kernels.Softmax(scores);
        }

        var choice = scratch.Choice.AsSpan();
        scores.CopyTo(choice);
        if (!_selectionBias.Span.IsEmpty)
        {
            TensorPrimitives.Add(choice, _selectionBias.Span, choice);
        }

        Span<int> chosen = stackalloc int[_moe.TopK];
        var total = 0f;
        for (var rank = 0; rank < chosen.Length; rank++)
        {
            chosen[rank] = TensorPrimitives.IndexOfMax(choice);
            choice[chosen[rank]] = float.NegativeInfinity;
            total += scores[chosen[rank]];
        }

        choice.Clear();
        foreach (var expert in chosen)
        {
            choice[expert] = (_moe.Normalise ? scores[expert] / total : scores[expert]) * (float)_moe.Scale;
        }
    }
}
