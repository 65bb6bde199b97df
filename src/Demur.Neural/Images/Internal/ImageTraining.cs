using Demur.Neural.Decoding;
using Demur.Neural.Training;
using Demur.Neural.Training.Internal;

namespace Demur.Neural.Images.Internal;

/// <summary>A net's weights, and the step's seed for whoever draws views and batches in it.</summary>
internal sealed class ImageTraining(IReadOnlyList<ModelParameter> parameters) : ITrainable
{
    public IReadOnlyList<ModelParameter> Parameters { get; } = parameters;

    /// <summary>What the step draws from.</summary>
    public SplitMix Random { get; private set; } = new(0);

    public void BeginStep(ulong seed) => Random = StepRandom.Of(seed);

    public void EndTraining()
    {
        // A net without dropout has nothing to switch off.
    }
}
