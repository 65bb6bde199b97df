using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>
/// Tri-training (Zhou and Li 2005, figure 1): three models of bootstrap samples; where two agree on a row, they label it for the third, as long as the noise that this can
/// bring in shrinks. Needs no confidence at all. Thread-safe.
/// </summary>
/// <param name="learner">What learns each sample.</param>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class TriTraining(ILearner learner, TriTrainingOptions? options = null)
{
    private const int Members = 3;

    /// <summary>The settings.</summary>
    public TriTrainingOptions Options { get; } = options ?? new TriTrainingOptions();

    /// <summary>Trains.</summary>
    /// <param name="labelled">The labelled rows.</param>
    /// <param name="pool">The rows to label.</param>
    /// <param name="seed">The seed of samples and learners.</param>
    /// <param name="cancellationToken">Stops between rounds.</param>
    /// <returns>The mean of the three models, and every label with the round in which it was given.</returns>
    /// <exception cref="DemurException">A bootstrap sample holds one class only, or the sets do not fit together.</exception>
    public CommitteeResult Fit(ExampleSet labelled, UnlabelledPool pool, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(pool);
        pool.Validate(labelled);
        var models = new IModel[Members];
        for (var i = 0; i < Members; i++)
        {
            models[i] = learner.Fit(Bootstrap(labelled, new SplitMix(seed, i)), seed + i, cancellationToken);
        }

        var state = new (double Error, double Count)[Members];
        Array.Fill(state, (0.5, 0));
        var labels = new List<PseudoLabel>();
        var isChanged = true;
        for (var round = 1; round <= Options.MaxRounds && isChanged; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isChanged = false;
            var known = models.Select(model => Predictions.Labels(model, labelled.Features)).ToArray();
            var votes = models.Select(model => Predictions.Labels(model, pool.Rows)).ToArray();
            for (var i = 0; i < Members; i++)
            {
                var (one, other) = ((i + 1) % Members, (i + 2) % Members);
                var error = PairError(labelled, known[one], known[other]);
                var agreed = Enumerable.Range(0, pool.Rows.RowCount).Where(row => votes[one][row] == votes[other][row]).ToArray();
                var taken = Admit(agreed, error, ref state[i], new SplitMix(seed + round, Members + i));
                if (taken.Length > 0)
                {
                    models[i] = learner.Fit(PoolRows.Add(labelled, pool.Rows, [.. taken.Select(row => (row, votes[one][row]))]), seed + i, cancellationToken);
                    labels.AddRange(taken.Select(row => new PseudoLabel(round, row, votes[one][row], 1 - error, double.NaN, 1, pool.Truth is { } truth ? truth[row] == votes[one][row] : null)));
                    isChanged = true;
                }
            }
        }

        return new CommitteeResult(new CommitteeModel(models), labels);
    }

    /// <summary>The agreed rows that may be taught, none where the condition e |L| &lt; e' |L'| cannot hold; too many are cut down at random.</summary>
    internal static int[] Admit(int[] agreed, double error, ref (double Error, double Count) state, SplitMix random)
    {
        if (error >= state.Error || agreed.Length == 0)
        {
            return [];
        }

        var before = state.Count > 0 ? state.Count : Math.Floor((error / (state.Error - error)) + 1);
        if (before >= agreed.Length)
        {
            return [];
        }

        var taken = agreed;
        if (error * agreed.Length >= state.Error * before)
        {
            if (before <= error / (state.Error - error))
            {
                return [];
            }

            random.Shuffle<int>(agreed);
            taken = agreed[..Math.Min(agreed.Length, (int)Math.Ceiling((state.Error * before / error) - 1))];
            Array.Sort(taken);
        }

        state = (error, taken.Length);
        return taken;
    }

    private static ExampleSet Bootstrap(ExampleSet labelled, SplitMix random) =>
        labelled.Select([.. Enumerable.Range(0, labelled.Count).Select(_ => random.Below(labelled.Count))]);

    /// <summary>The share of wrong answers where two models agree on labelled rows; one half where they never agree.</summary>
    private static double PairError(ExampleSet labelled, int[] one, int[] other)
    {
        int agreed = 0, wrong = 0;
        for (var row = 0; row < one.Length; row++)
        {
            agreed += one[row] == other[row] ? 1 : 0;
            wrong += one[row] == other[row] && one[row] != labelled.Labels[row] ? 1 : 0;
        }

        return agreed == 0 ? 0.5 : (double)wrong / agreed;
    }
}
