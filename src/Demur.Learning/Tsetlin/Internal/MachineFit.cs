namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Trains either machine from nothing.</summary>
internal static class MachineFit
{
    public static TsetlinModel Run(
        TsetlinOptions options, BitMatrix features, IReadOnlyList<int> classes, bool isCoalesced, IReadOnlyList<double>? weights, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0)
        {
            throw new DemurException("There is no example to learn from; give labelled examples of at least two classes.");
        }

        if (classes.Distinct().Count() == 1)
        {
            throw new DemurException($"All {classes.Count} examples are of class {classes[0]}; a classifier needs examples of at least two classes.");
        }

        var trainer = new TsetlinTrainer(options, features.ColumnCount, Math.Max(classes.Max() + 1, 2), isCoalesced);
        trainer.PartialFit(features, classes, options.Epochs, weights, cancellationToken);
        return trainer.ToModel();
    }
}
