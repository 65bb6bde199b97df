using System.Globalization;
using Demur.Learning.SelfTraining;
using Demur.Learning.Sparse;
using Demur.Learning.Splits;
using Demur.Learning.Tables;
using Demur.Learning.Text;

namespace Demur.Learning.Methods.Internal;

/// <summary>A policy or committee by the words that name it.</summary>
internal sealed record LabellingScheme(string Text, string Name, double? Number, string? View)
{
    private const string Tri = "tri";
    private const string Co = "co";
    private static readonly string[] WithoutNumber = ["bound", "mean", Tri];

    public static IReadOnlyList<string> Known { get; } = ["bound", "fixed", "top", "balanced", "mean", "curriculum", "flex", "free", "soft", Tri, Co];

    public static LabellingScheme Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? text : text[..equals]).Trim().ToLowerInvariant();
        var value = equals < 0 ? null : text[(equals + 1)..].Trim();
        if (!Known.Contains(name, StringComparer.Ordinal))
        {
            throw Names.Unknown("self-training policy", name, [.. Known]);
        }

        if (name == Co)
        {
            return string.IsNullOrEmpty(value)
                ? throw new DemurException(ErrorCode.Usage, "Co-training needs two views of a row; name the column that is the first: co=COLUMN.")
                : new LabellingScheme(text, name, null, value);
        }

        if (value is null)
        {
            return new LabellingScheme(text, name, null, null);
        }

        if (WithoutNumber.Contains(name, StringComparer.Ordinal) || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw new DemurException(ErrorCode.Usage, $"'{text}' is no self-training policy; write NAME{(WithoutNumber.Contains(name, StringComparer.Ordinal) ? "" : $", or NAME=NUMBER such as {name}=.5")}.");
        }

        var scheme = new LabellingScheme(text, name, number, null);
        _ = scheme.Policy().Choose(new PoolScores([0.5, 0.5], [0.5, 0.5])); // a number out of range is told now
        return scheme;
    }

    public (IModel Model, SelfTrainingTrace Trace) Fit(ILearner learner, ExampleSet labelled, TableEncoder encoder, SelfTrainingPlan plan, int seed, CancellationToken cancellationToken)
    {
        var workspace = new TextWorkspace();
        var pool = new UnlabelledPool(SparseMatrix.FromRows([.. plan.Pool.Select(record => encoder.Transform(record, workspace))], encoder.FeatureCount));
        if (Name is Tri or Co)
        {
            var committee = Name == Tri
                ? new TriTraining(learner, plan.MaxRounds is { } most ? new TriTrainingOptions { MaxRounds = most } : null).Fit(labelled, pool, seed, cancellationToken)
                : new CoTraining(learner, CoOptions(encoder, plan)).Fit(labelled, pool, seed, cancellationToken);
            return (committee.Model, new SelfTrainingTrace(RoundsOf(committee.Labels, labelled.Classes.Count, plan.Pool.Count), committee.Labels, committee.Labels.Count == 0 ? 0 : committee.Labels.Max(label => label.Round), null));
        }

        var (train, holdout) = Divide(labelled, plan.HoldoutShare, seed);
        var options = plan.MaxRounds is { } rounds ? new SelfTrainingOptions { MaxRounds = rounds } : new SelfTrainingOptions();
        var result = new SelfTrainer(learner, Policy(), options).Fit(train, pool, seed, holdout, cancellationToken);
        return (result.Model, new SelfTrainingTrace(result.Rounds, result.Labels, result.KeptRound, result.StopReason));
    }

    private IPseudoLabelPolicy Policy() => Name switch
    {
        "fixed" => Number is { } threshold ? new FixedThreshold(threshold) : new FixedThreshold(),
        "top" => Number is { } share ? new TopFraction(share) : new TopFraction(),
        "balanced" => Number is { } share ? new ClassBalancedTop(share) : new ClassBalancedTop(),
        "mean" => new MeanVote(),
        "curriculum" => Number is { } step ? new Curriculum(step) : new Curriculum(),
        "flex" => Number is { } threshold ? new FlexThreshold(threshold) : new FlexThreshold(),
        "free" => Number is { } momentum ? new FreeThreshold(momentum) : new FreeThreshold(),
        "soft" => Number is { } deviations ? new SoftWeight(deviations) : new SoftWeight(),
        _ => new TransductiveBound(),
    };

    private CoTrainingOptions CoOptions(TableEncoder encoder, SelfTrainingPlan plan)
    {
        var column = encoder.Schema.Columns.ToList().FindIndex(column => column.Name == View);
        if (column < 0)
        {
            throw Names.Unknown("column", View!, [.. encoder.Schema.Columns.Select(known => known.Name)]);
        }

        var options = new CoTrainingOptions { FirstView = [.. Enumerable.Range(encoder.StartOf(column), encoder.StartOf(column + 1) - encoder.StartOf(column))] };
        return plan.MaxRounds is { } rounds ? options with { MaxRounds = rounds } : options;
    }

    private static (ExampleSet Train, ExampleSet? Holdout) Divide(ExampleSet labelled, double share, int seed)
    {
        if (share == 0)
        {
            return (labelled, null);
        }

        if (!(share is > 0 and <= 0.5))
        {
            throw new DemurException(ErrorCode.Usage, $"A holdout of {share} of the labelled rows leaves too few to learn from, or none to stop by; use a share from 0 to .5.");
        }

        var split = Folds.Stratified(labelled.Labels.ToArray(), labelled.Classes.Count, (int)Math.Round(1 / share), seed)[0];
        return (labelled.Select(split.Train), labelled.Select(split.Test));
    }

    /// <summary>The rounds of a committee: its members give labels, not thresholds.</summary>
    private static IReadOnlyList<SelfTrainingRound> RoundsOf(IReadOnlyList<PseudoLabel> labels, int classes, int pool)
    {
        var seen = new HashSet<int>();
        return [.. labels.GroupBy(label => label.Round).OrderBy(round => round.Key).Select(round =>
        {
            seen.UnionWith(round.Select(label => label.Row));
            return new SelfTrainingRound
            {
                Round = round.Key,
                Thresholds = [.. Enumerable.Repeat(double.NaN, classes)],
                Added = [.. Enumerable.Range(0, classes).Select(label => round.Count(given => given.Label == label))],
                Left = pool - seen.Count,
                EstimatedPrecision = round.Average(label => label.Confidence),
            };
        })];
    }
}
