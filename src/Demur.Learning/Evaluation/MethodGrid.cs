using System.Globalization;
using Demur.Learning.Methods;
using Demur.Learning.Ss3;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Evaluation;

/// <summary>
/// Tries values of a method's settings, every one with every other, by stratified folds. SS3 counts each fold once for all of them. The best of many trials is flattered by the
/// folds that chose it: measure it on other rows. Immutable.
/// </summary>
public sealed class MethodGrid
{
    private const int MostPoints = 10_000;
    private const int FewestResamples = 100; // no interval is shown
    private readonly IReadOnlyList<(MethodSetting Setting, IReadOnlyList<double> Values)> _values;

    /// <summary>Plans a search.</summary>
    /// <param name="method">The method.</param>
    /// <param name="values">What to try, each <c>NAME=NUMBER,NUMBER,…</c>; the range that the method's paper recommends when empty.</param>
    /// <param name="start">The settings that are not tried; the defaults when null.</param>
    /// <exception cref="DemurException">A setting is unknown, a value is none or out of range, or there is nothing to try.</exception>
    public MethodGrid(LearningMethod method, IReadOnlyList<string> values, MethodSettings? start = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(values);
        (Method, Start) = (method, start ?? MethodSettings.None);
        _values = values.Count == 0 ? method.UsualGrid : [.. values.Select(Parse)];
        if (_values.Count == 0)
        {
            throw new DemurException(ErrorCode.Usage, $"Nothing says what to try of {method.Name}; write NAME=NUMBER,NUMBER for one or more of {string.Join(", ", method.Settings.Select(setting => setting.Name))}.");
        }

        if (_values.GroupBy(pair => pair.Setting.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DemurException(ErrorCode.Usage, $"{twice.Key} is to be tried twice; write all its values with commas between them.");
        }

        var count = _values.Aggregate(1L, (product, pair) => product * pair.Values.Count);
        Points = count <= MostPoints ? [.. Combinations(0, Start)] : throw new DemurException(ErrorCode.Usage, $"These are {count} combinations, and at most {MostPoints} are tried; leave some values out.");
    }

    /// <summary>The method.</summary>
    public LearningMethod Method { get; }

    /// <summary>The settings that are not tried.</summary>
    public MethodSettings Start { get; }

    /// <summary>The combinations, the last setting changing fastest.</summary>
    public IReadOnlyList<MethodSettings> Points { get; }

    /// <summary>Runs the search.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folds">The number of folds.</param>
    /// <param name="seed">The seed of folds and methods.</param>
    /// <param name="progress">Told of every point, with the best so far.</param>
    /// <param name="cancellationToken">Stops between trainings.</param>
    /// <returns>The points by falling macro-F1, then accuracy; equal ones in the grid's order.</returns>
    /// <exception cref="DemurException">A class has fewer rows than there are folds, or the table does not suit the method.</exception>
    public IReadOnlyList<MethodGridPoint> Run(Table table, int folds = 5, int seed = 1, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var results = Method is Ss3Method && Start is { Resampling: null, SelfTraining: null }
            ? RunSs3(table, folds, seed, progress, cancellationToken)
            : RunAny(table, folds, seed, progress, cancellationToken);
        return [.. results.OrderByDescending(result => result.MacroF1).ThenByDescending(result => result.Accuracy)];
    }

    private List<MethodGridPoint> RunAny(Table table, int folds, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        var comparison = new MethodComparison(new EvaluationOptions { Folds = folds, Resamples = FewestResamples });
        var results = new List<MethodGridPoint>();
        foreach (var point in Points)
        {
            var score = comparison.Fold(table, [new MethodTrial(Method, point)], seed, null, cancellationToken)[0];
            results.Add(new MethodGridPoint(point, score.Accuracy.Estimate, score.MacroF1.Estimate));
            var best = results.MaxBy(result => result.MacroF1)!;
            progress?.Report(new ProgressEvent { Stage = "grid", Done = results.Count, Total = Points.Count, Message = string.Create(CultureInfo.InvariantCulture, $"best macro-F1 {best.MacroF1:.000} at {best.Text(this)}") });
        }

        return results;
    }

    /// <summary>All combinations of what enters after counting at once; one search for each longest n-gram.</summary>
    private List<MethodGridPoint> RunSs3(Table table, int folds, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        Ss3Method.RequireText(table);
        var texts = table.Records.Select(record => Ss3Classifier.TextOf(table.Schema, record)).ToList();
        List<string> labels = [.. table.Labels.Select(label => table.Classes[label])];
        return [.. Points.Select(Ss3Method.Options).GroupBy(point => point.MaxNgram).SelectMany(points => new Ss3GridSearch(
            new Ss3Grid
            {
                Smoothness = [.. points.Select(point => point.Smoothness).Distinct()],
                Significance = [.. points.Select(point => point.Significance).Distinct()],
                Sanction = [.. points.Select(point => point.Sanction).Distinct()],
                Alpha = [.. points.Select(point => point.Alpha).Distinct()],
            },
            points.First()).Run(texts, labels, folds, seed, progress, cancellationToken))
            .Select(point => new MethodGridPoint(Ss3Method.SettingsOf(Start, point.Options), point.Accuracy, point.MacroF1))];
    }

    /// <summary>Whether a setting is one of those that are tried.</summary>
    internal bool Tries(string setting) => _values.Any(pair => pair.Setting.Name == setting);

    private IEnumerable<MethodSettings> Combinations(int position, MethodSettings settings) => position == _values.Count
        ? [settings]
        : _values[position].Values.SelectMany(value => Combinations(position + 1, settings.With(_values[position].Setting, value)));

    private (MethodSetting Setting, IReadOnlyList<double> Values) Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? text : text[..equals]).Trim();
        var setting = Method.Settings.FirstOrDefault(known => known.Name == name) ?? throw Names.Unknown("setting", name, [.. Method.Settings.Select(known => known.Name)]);
        var values = (equals < 0 ? "" : text[(equals + 1)..]).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? MethodSettings.None.With(setting, number)[setting] : double.NaN)
            .Distinct().ToList();
        return values.Count > 0 && values.TrueForAll(double.IsFinite)
            ? (setting, values)
            : throw new DemurException(ErrorCode.Usage, $"'{text}' says nothing to try; write NAME=NUMBER,NUMBER such as {setting.Name}={setting.Default.ToString(CultureInfo.InvariantCulture)}.");
    }
}
