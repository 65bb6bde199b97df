using Demur.Learning.Bayes;
using Demur.Learning.Linear;
using Demur.Learning.Splits;
using Demur.Learning.Tsetlin;
using Demur.Metrics;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>The machine and its rivals on the same folds and the same selected bits, each row predicted by models that have not seen it.</summary>
internal sealed record FoldedComparison(double Machine, double NaiveBayes, double Svm)
{
    /// <summary>Predicts all rows out of fold and gives the F1 of class 1.</summary>
    /// <param name="classes">The classes, 0 or 1.</param>
    /// <param name="folds">The number of folds.</param>
    /// <param name="features">How many features to keep in each fold.</param>
    /// <param name="options">The machine's settings; its seed also makes the folds.</param>
    /// <param name="encode">Makes the bits of all rows from what the training rows teach.</param>
    /// <param name="cancellationToken">Stops between folds.</param>
    public static FoldedComparison Run(
        int[] classes, int folds, int features, TsetlinOptions options, Func<IReadOnlyList<int>, BitMatrix> encode, CancellationToken cancellationToken)
    {
        var truth = Array.ConvertAll(classes, label => label == 1);
        var (machine, bayes, svm) = (new bool[truth.Length], new bool[truth.Length], new bool[truth.Length]);
        foreach (var split in Folds.Stratified(truth, folds, options.Seed))
        {
            var all = encode(split.Train);
            int[] labels = [.. split.Train.Select(row => classes[row])];
            var kept = new ChiSquareSelector(features).Select(all.SelectRows(split.Train), labels);
            all = all.SelectColumns(kept);
            var model = new TsetlinMachine(options).Fit(all.SelectRows(split.Train), labels, null, cancellationToken);
            var predicted = model.Predict(all.SelectRows(split.Test));
            var rows = BitRows.ToSparse(all);
            var set = new TrainingSet(rows.Select(split.Train), [.. split.Train.Select(row => truth[row])]);
            var (bayesModel, svmModel) = (new BernoulliNaiveBayes().Fit(set, cancellationToken), new LinearSvm().Fit(set, options.Seed, cancellationToken));
            for (var i = 0; i < split.Test.Count; i++)
            {
                var row = split.Test[i];
                machine[row] = predicted[i] == 1;
                bayes[row] = bayesModel.Score(rows.Row(row)) > 0;
                svm[row] = svmModel.Score(rows.Row(row)) > 0;
            }
        }

        return new FoldedComparison(BinaryCounts.Of(truth, machine).F1, BinaryCounts.Of(truth, bayes).F1, BinaryCounts.Of(truth, svm).F1);
    }
}
