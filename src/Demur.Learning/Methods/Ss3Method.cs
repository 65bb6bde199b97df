using Demur.Learning.Methods.Internal;
using Demur.Learning.Sparse;
using Demur.Learning.Ss3;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>SS3 (arXiv 1905.08772) on the texts of a table, joined line by line; other columns are not looked at.</summary>
public sealed class Ss3Method : LearningMethod
{
    private static readonly MethodSetting Smoothness = new("smoothness", 0.45, 0.01, 2, "How much frequent and rare words are drawn together.");
    private static readonly MethodSetting Significance = new("significance", 0.5, 0, 10, "How far a word must stand out among the classes to count.");
    private static readonly MethodSetting Sanction = new("sanction", 1, 0, 10, "How much a word loses for standing out in several classes.");
    private static readonly MethodSetting Alpha = new("alpha", 0, 0, 10, "Words of at most this confidence do not count.");
    private static readonly MethodSetting MaxNgram = new("ngram", 3, 1, 8, "The longest n-gram in words.");

    /// <inheritdoc/>
    public override string Name => "ss3";

    /// <inheritdoc/>
    public override string Summary => "SS3: counts words, colours texts by them, goes on learning; texts only.";

    /// <inheritdoc/>
    public override IReadOnlyList<MethodSetting> Settings => [Smoothness, Significance, Sanction, Alpha, MaxNgram];

    /// <summary>The range that the paper recommends.</summary>
    internal override IReadOnlyList<(MethodSetting Setting, IReadOnlyList<double> Values)> UsualGrid
    {
        get
        {
            var grid = new Ss3Grid();
            return [(Smoothness, grid.Smoothness), (Significance, grid.Significance), (Sanction, grid.Sanction)];
        }
    }

    private protected override IClassifier Fit(ClassifierHead head, Table table, MethodSettings settings, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        if (settings.SelfTraining is not null)
        {
            throw new DemurException(ErrorCode.Usage, "ss3 adds texts up and trusts no probability, so it cannot label rows itself; use another method with --self-train, or label more texts.");
        }

        table = settings.Resampling is { } resampling ? Resample(table, resampling, seed, cancellationToken) : table;
        RequireText(table);
        var learner = new Ss3Learner(Options(settings));
        var texts = table.Records.Select(record => Ss3Classifier.TextOf(table.Schema, record)).ToList();
        var model = learner.Fit(texts, [.. table.Labels.Select(label => table.Classes[label])], cancellationToken);
        return new Ss3Classifier(head, table.Schema, model, table.ClassCounts());
    }

    /// <summary>Throws where a table has no text.</summary>
    internal static void RequireText(Table table)
    {
        if (table.Schema.Columns.All(column => column.Kind != ColumnKind.Text))
        {
            throw new DemurException($"SS3 reads texts, and none of the columns {string.Join(", ", table.Schema.Columns.Take(8).Select(column => $"'{column.Name}'"))} is one; use another method, or say which column is a text: --type COLUMN=text.");
        }
    }

    /// <summary>The settings in SS3's own words.</summary>
    internal static Ss3Options Options(MethodSettings settings) => new()
    {
        Smoothness = settings[Smoothness],
        Significance = settings[Significance],
        Sanction = settings[Sanction],
        Alpha = settings[Alpha],
        MaxNgram = settings.Whole(MaxNgram),
    };

    /// <summary>The settings that a grid has at a point, from SS3's own words.</summary>
    internal static MethodSettings SettingsOf(MethodSettings start, Ss3Options point) => start
        .With(Smoothness, point.Smoothness).With(Significance, point.Significance).With(Sanction, point.Sanction).With(Alpha, point.Alpha).With(MaxNgram, point.MaxNgram);

    /// <summary>Copies and leaves out texts; it cannot make one.</summary>
    private static Table Resample(Table table, ResamplingPlan plan, int seed, CancellationToken cancellationToken)
    {
        if (!plan.OnlyChooses)
        {
            throw new DemurException(ErrorCode.Usage, $"ss3 learns from texts, between which there is none, so '{plan}' cannot be done; use over or under, or another method.");
        }

        var numbers = SparseMatrix.FromRows([.. table.Labels.Select(_ => new SparseVector([], []))], 1);
        var chosen = new PlannedResampler(plan, null).Resample(new ExampleSet(numbers, table.Labels, table.Classes), seed, cancellationToken);
        return table.Select(chosen.SourceIndices.ToArray());
    }
}
