using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Linear;
using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance;

/// <summary>
/// SVM-SMOTE (Nguyen, Cooper and Kamei 2009): makes rows from a small class's support vectors that are not noise; those in danger move towards a
/// neighbour of their class, safe ones away from it. Deviation: the machine is linear, so a support vector is a row with a margin below 1. Thread-safe.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class SvmSmote(SvmSmoteOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public SvmSmoteOptions Options { get; } = options ?? new SvmSmoteOptions();

    /// <inheritdoc/>
    /// <exception cref="DemurException">All support vectors of a class are noise, or the step is out of range.</exception>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (!(Options.OutStep is >= 0 and <= 1))
        {
            throw new DemurException(ErrorCode.Usage, $"An outward step of {Options.OutStep} is out of range; use 0 to 1.");
        }

        var classes = new ClassRows(examples);
        var blends = new List<Blend>();
        foreach (var (label, count) in classes.Wanted(Options.Amount))
        {
            var members = classes[label];
            var k = classes.Neighbours(label, Options.Neighbours, Options.AllowFewerNeighbours);
            var bases = Bases(examples, members, label, seed, cancellationToken);
            var near = new NearestNeighbours(examples.Features.Select(members)).OfEach([.. bases.Select(item => item.Position)], k, cancellationToken);
            var random = new SplitMix(seed, label);
            for (var i = 0; i < count; i++)
            {
                var choice = random.Below(bases.Count);
                var partner = members[near.Rows(choice)[random.Below(k)]];
                blends.Add(new Blend(members[bases[choice].Position], partner, random.Unit() * (bases[choice].IsDanger ? 1 : -Options.OutStep)));
            }
        }

        return Blender.Append(examples, blends);
    }

    /// <summary>The support vectors that are not noise, as positions among the class's members.</summary>
    private List<(int Position, bool IsDanger)> Bases(ExampleSet examples, IReadOnlyList<int> members, int label, int seed, CancellationToken cancellationToken)
    {
        var model = new LinearSvm(Options.Svm).Fit(examples.ToTwoClasses(label), seed, cancellationToken);
        var vectors = Enumerable.Range(0, members.Count).Where(position => model.Score(examples.Features.Row(members[position])) < 1).ToList();
        var strangers = Surroundings.Strangers(examples, [.. vectors.Select(position => members[position])], Options.DangerNeighbours, cancellationToken);
        var bases = vectors.Select((position, i) => (Position: position, Strangers: strangers[i]))
            .Where(item => !Surroundings.IsNoise(item.Strangers, Options.DangerNeighbours))
            .Select(item => (item.Position, Surroundings.IsDanger(item.Strangers, Options.DangerNeighbours))).ToList();
        return bases.Count > 0
            ? bases
            : throw new DemurException($"Of the {vectors.Count} support vectors of the class '{examples.Classes[label]}' none has a row of its class among its {Options.DangerNeighbours} nearest; use Smote, or more neighbours.");
    }
}
