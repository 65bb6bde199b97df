using Demur.Neural.Decoding;
using Demur.Neural.Training.Internal;

namespace Demur.Neural.Training;

/// <summary>Trains a model's own weights, all of them or those whose names match.</summary>
public sealed class FullTraining : ITrainable
{
    /// <summary>Chooses parameters.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="only">Patterns of names, <c>*</c> for any text; the others stay as they are. None, the default, chooses all.</param>
    public FullTraining(IEnumerable<ModelParameter> parameters, params IReadOnlyList<string> only)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(only);
        Parameters = [.. parameters.Where(parameter => only.Count == 0 || NamePattern.MatchesAny(only, parameter.Name))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelParameter> Parameters { get; }

    /// <inheritdoc/>
    public void BeginStep(ulong seed)
    {
        // A model's own forward has no dropout: nothing is random.
    }

    /// <inheritdoc/>
    public void EndTraining()
    {
        // Nothing was switched on.
    }
}
