using Demur.Decisions;
using Demur.Learning.Tables;

namespace Demur.Learning.Methods.Internal;

/// <summary>From probabilities to a decision, the same for every classifier.</summary>
internal static class Deciding
{
    private const int ShownItems = 10;

    public static Decision Of(IClassifier classifier, TableRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var probabilities = new double[classifier.Classes.Count];
        classifier.Predict(record, probabilities);
        var chosen = Choose(probabilities);
        var spoken = classifier.Classes.Count == 2 ? 1 : chosen; // the class that score and weights speak for
        return classifier.Schema.HoldsNothing(record)
            ? new Decision { Label = Decision.Abstain, Score = probabilities[spoken] }
            : new Decision { Label = classifier.Classes[chosen], Score = probabilities[spoken], Evidence = classifier.Explain(record, spoken, ShownItems) };
    }

    /// <summary>The most probable class; of two equal ones the second, of more the first.</summary>
    public static int Choose(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length == 2)
        {
            return probabilities[1] >= 0.5 ? 1 : 0;
        }

        var best = 0;
        for (var label = 1; label < probabilities.Length; label++)
        {
            best = probabilities[label] > probabilities[best] ? label : best;
        }

        return best;
    }
}
