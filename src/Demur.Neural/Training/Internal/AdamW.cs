using Demur.Neural.Decoding;
using Demur.Neural.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Demur.Neural.Training.Internal;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) over one flat gradient: every parameter's gradient is a view into it, so that clipping and moments
/// are a handful of calls for the whole model, and the state to resume is two tensors.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private readonly IReadOnlyList<ModelParameter> _parameters;
    private readonly TrainerOptions _options;
    private readonly Tensor _gradient;
    private readonly Tensor[] _gradientViews;
    private readonly long[] _offsets;
    private readonly bool[] _decays;

    public AdamW(IReadOnlyList<ModelParameter> parameters, TrainerOptions options)
    {
        _parameters = parameters;
        _options = options;
        _offsets = new long[parameters.Count];
        var count = 0L;
        for (var index = 0; index < parameters.Count; index++)
        {
            _offsets[index] = count;
            count += parameters[index].Value.numel();
        }

        var device = parameters[0].Value.device;
        _gradient = zeros(count, device: device).DetachFromDisposeScope();
        First = zeros(count, device: device).DetachFromDisposeScope();
        Second = zeros(count, device: device).DetachFromDisposeScope();
        _decays = [.. parameters.Select(parameter => !NamePattern.MatchesAny(options.WithoutDecay, parameter.Name))];
        _gradientViews = [.. parameters.Select(Adopt)];
    }

    /// <summary>The first moments, one value a weight.</summary>
    public Tensor First { get; }

    /// <summary>The second moments.</summary>
    public Tensor Second { get; }

    public void ClearGradient() => _gradient.zero_().Dispose();

    /// <summary>Changes the weights by the collected gradient.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>The gradient's norm before clipping.</returns>
    public double Step(int step)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var norm = (double)_gradient.norm().item<float>();
        if (_options.ClipNorm > 0 && norm > _options.ClipNorm)
        {
            using var clip = (_options.ClipNorm / (norm + 1e-6)).ToScalar();
            _gradient.mul_(clip);
        }

        First.mul_(Scalars.Of(_options.Beta1)).add_(_gradient, Scalars.Of(1 - _options.Beta1));
        Second.mul_(Scalars.Of(_options.Beta2)).addcmul_(_gradient, _gradient, Scalars.Of(1 - _options.Beta2));
        using var unbiased = Math.Sqrt(1 - Math.Pow(_options.Beta2, step + 1)).ToScalar();
        var update = Second.sqrt().div_(unbiased).add_(Scalars.Of(_options.Epsilon)).reciprocal_().mul_(First);
        var rate = _options.RateAt(step);
        using var pace = (-rate / (1 - Math.Pow(_options.Beta1, step + 1))).ToScalar();
        using var keep = (1 - (rate * _options.Decay)).ToScalar();
        var scaled = update.mul_(pace);
        for (var index = 0; index < _parameters.Count; index++)
        {
            var value = _parameters[index].Value;
            if (_decays[index] && _options.Decay > 0)
            {
                value.mul_(keep);
            }

            value.add_(scaled.narrow(0, _offsets[index], value.numel()).view(value.shape), Scalars.One);
        }

        return norm;
    }

    public void Dispose()
    {
        for (var index = 0; index < _parameters.Count; index++)
        {
            _parameters[index].Value.grad = null;
            _parameters[index].Value.requires_grad_(false);
            _gradientViews[index].Dispose();
        }

        _gradient.Dispose();
        First.Dispose();
        Second.Dispose();
    }

    private Tensor Adopt(ModelParameter parameter, int index)
    {
        using var scope = NewDisposeScope();
        var value = parameter.Value;
        value.requires_grad_(true);
        var view = _gradient.narrow(0, _offsets[index], value.numel()).view(value.shape);
        value.grad = view;
        return view.DetachFromDisposeScope();
    }
}
