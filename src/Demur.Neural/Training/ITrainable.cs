using Demur.Neural.Decoding;

namespace Demur.Neural.Training;

/// <summary>Weights that a <see cref="Trainer"/> can change: those of a model, or the adapters on it.</summary>
public interface ITrainable
{
    /// <summary>The parameters to change, in an order that is stable for a configuration.</summary>
    IReadOnlyList<ModelParameter> Parameters { get; }

    /// <summary>Called before each step with a seed of that step's own; whatever is random in the forward (dropout) draws from it, so that a resumed run repeats it.</summary>
    /// <param name="seed">The seed.</param>
    void BeginStep(ulong seed);

    /// <summary>Called when training ends, in success or not: randomness is switched off again.</summary>
    void EndTraining();
}
