using System.Runtime.ExceptionServices;

namespace Demur.Learning.Splits;

/// <summary>Predictions of models that have not seen what they predict.</summary>
public static class CrossValidation
{
    /// <summary>Trains once for each split and scores its test rows. Folds run side by side; the result does not depend on how many.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="splits">The splits; together they test every row exactly once.</param>
    /// <param name="fit">Trains on the given rows and returns what scores a row; everything that learns, such as a vocabulary, belongs inside.</param>
    /// <param name="cancellationToken">Stops between folds.</param>
    /// <returns>One score for each row.</returns>
    /// <exception cref="ArgumentException">A row is tested never or twice.</exception>
    /// <exception cref="DemurException">A fold cannot be trained, for example because its part holds one class only.</exception>
    public static double[] OutOfFold(
        int rows,
        IReadOnlyList<Split> splits,
        Func<IReadOnlyList<int>, CancellationToken, Func<int, double>> fit,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(fit);
        var tested = splits.SelectMany(split => split.Test).ToList();
        if (tested.Count != rows || tested.Distinct().Count() != rows)
        {
            throw new ArgumentException($"The splits test {tested.Distinct().Count()} of {rows} rows in {tested.Count} places; each must be tested once.", nameof(splits));
        }

        var scores = new double[rows];
        try
        {
            Parallel.ForEach(splits, Cores.All(cancellationToken), split =>
            {
                var score = fit(split.Train, cancellationToken);
                foreach (var row in split.Test)
                {
                    scores[row] = score(row);
                }
            });
        }
        catch (AggregateException errors) when (errors.InnerExceptions.FirstOrDefault(error => error is DemurException) is { } first)
        {
            // A fold's own sentence says more than the list of all folds' errors.
            ExceptionDispatchInfo.Throw(first);
        }

        return scores;
    }
}
