using System.Globalization;
using Demur.Learning.Methods.Internal;
using Demur.Learning.Models;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>One way to make a classifier from a table. Immutable and thread-safe; the same table, settings and seed make the same classifier.</summary>
public abstract class LearningMethod
{
    /// <summary>The name that people choose it by.</summary>
    public abstract string Name { get; }

    /// <summary>What it is and when to choose it, in one sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>What it can be set by; nothing by default.</summary>
    public virtual IReadOnlyList<MethodSetting> Settings => [];

    /// <summary>What a search tries where nobody says what; nothing by default.</summary>
    internal virtual IReadOnlyList<(MethodSetting Setting, IReadOnlyList<double> Values)> UsualGrid => [];

    /// <summary>Trains a classifier.</summary>
    /// <param name="table">What to learn from.</param>
    /// <param name="settings">What was set; the defaults when null.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="progress">Told of steps where the method has some.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The table does not suit the method, or holds examples of one class only.</exception>
    public IClassifier Fit(
        Table table,
        MethodSettings? settings = null,
        int seed = 1,
        IProgress<ProgressEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var chosen = settings ?? MethodSettings.None;
        var head = new ClassifierHead(Name, table.Classes, CardOf(table, chosen, seed));
        return Fit(head, table, chosen, seed, progress, cancellationToken);
    }

    private protected abstract IClassifier Fit(ClassifierHead head, Table table, MethodSettings settings, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken);

    private ModelCard CardOf(Table table, MethodSettings settings, int seed)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["method"] = Name,
            ["target"] = table.Schema.Target,
            ["columns"] = string.Join(", ", table.Schema.Columns.Select(column => $"{column.Name} ({column.Kind.ToString().ToLowerInvariant()})")),
            ["classes"] = string.Join(", ", table.Classes.Zip(table.ClassCounts(), (name, count) => $"{name} ({count})")),
        };
        foreach (var setting in Settings)
        {
            options[setting.Name] = settings[setting].ToString(CultureInfo.InvariantCulture);
        }

        if (settings.Resampling is { } resampling)
        {
            options["resampling"] = resampling.ToString();
        }

        if (settings.SelfTraining is { } selfTraining)
        {
            options["self-training"] = $"{selfTraining} on {selfTraining.Pool.Count} rows without labels";
        }

        return new ModelCard
        {
            Kind = ClassifierFile.Kind,
            CreatedBy = $"demur {typeof(LearningMethod).Assembly.GetName().Version?.ToString(3)}",
            Description = $"Tells {string.Join(", ", table.Classes.Take(6))}{(table.Classes.Count > 6 ? ", …" : "")} apart by {string.Join(", ", table.Schema.Columns.Take(6).Select(column => column.Name))}{(table.Schema.Columns.Count > 6 ? ", …" : "")}.",
            Options = options,
            DataHash = table.Hash(),
            Rows = table.Count,
            Seed = seed,
        };
    }
}
