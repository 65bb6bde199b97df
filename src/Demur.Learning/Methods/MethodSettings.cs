using System.Collections.Immutable;
using System.Globalization;

namespace Demur.Learning.Methods;

/// <summary>The values that a caller set, by setting; everything else has its default. And what happens to the training rows before and while a method learns from them. Immutable.</summary>
public sealed class MethodSettings
{
    private readonly ImmutableSortedDictionary<string, double> _values;

    private MethodSettings(ImmutableSortedDictionary<string, double> values, ResamplingPlan? resampling = null, SelfTrainingPlan? selfTraining = null) =>
        (_values, Resampling, SelfTraining) = (values, resampling, selfTraining);

    /// <summary>All defaults.</summary>
    public static MethodSettings None { get; } = new(ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>How rare classes are multiplied or common ones thinned before a method learns; null for not at all.</summary>
    public ResamplingPlan? Resampling { get; }

    /// <summary>The rows without labels that a method labels itself; null for none.</summary>
    public SelfTrainingPlan? SelfTraining { get; }

    /// <summary>What was set, by the setting's name.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    /// <summary>Sets a value.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">Its value; whether it is in range is told when it is read.</param>
    /// <returns>The new settings.</returns>
    public MethodSettings With(MethodSetting setting, double value)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return new(_values.SetItem(setting.Name, value), Resampling, SelfTraining);
    }

    /// <summary>Sets how rare classes are multiplied or common ones thinned.</summary>
    /// <param name="resampling">The plan; null for none.</param>
    /// <returns>The new settings.</returns>
    public MethodSettings With(ResamplingPlan? resampling) => new(_values, resampling, SelfTraining);

    /// <summary>Sets the rows that a method labels itself.</summary>
    /// <param name="selfTraining">The plan; null for none.</param>
    /// <returns>The new settings.</returns>
    public MethodSettings With(SelfTrainingPlan? selfTraining) => new(_values, Resampling, selfTraining);

    /// <summary>The value of a setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <exception cref="DemurException">The value set is out of the setting's range.</exception>
    public double this[MethodSetting setting]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(setting);
            var value = _values.GetValueOrDefault(setting.Name, setting.Default);
            return value >= setting.Low && value <= setting.High
                ? value
                : throw new DemurException(ErrorCode.Usage, string.Create(CultureInfo.InvariantCulture, $"{setting.Name} is {value}; use {setting.Low} to {setting.High}. {setting.Summary}"));
        }
    }

    /// <summary>The value of a setting that is a whole number.</summary>
    /// <param name="setting">The setting.</param>
    /// <returns>The value.</returns>
    /// <exception cref="DemurException">The value set is out of range, or no whole number.</exception>
    public int Whole(MethodSetting setting) => this[setting] is var value && value == Math.Floor(value)
        ? (int)value
        : throw new DemurException(ErrorCode.Usage, string.Create(CultureInfo.InvariantCulture, $"{setting.Name} is {value}; use a whole number. {setting.Summary}"));

    /// <summary>Reads settings such as <c>trees=500</c>, or <c>forest.trees=500</c> where several methods are trained.</summary>
    /// <param name="pairs">The settings, each <c>NAME=NUMBER</c> or <c>METHOD.NAME=NUMBER</c>.</param>
    /// <param name="methods">The methods to be set.</param>
    /// <returns>For each method, in the order given, its settings.</returns>
    /// <exception cref="DemurException">A pair is no setting of any of the methods, or holds no number.</exception>
    public static IReadOnlyList<MethodSettings> Parse(IEnumerable<string> pairs, IReadOnlyList<LearningMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(methods);
        var all = methods.Select(_ => None).ToArray();
        foreach (var pair in pairs)
        {
            var (method, name, value) = Parse(pair);
            var found = false;
            for (var i = 0; i < all.Length; i++)
            {
                if ((method is null || method == methods[i].Name) && methods[i].Settings.Any(setting => setting.Name == name))
                {
                    found = true;
                    all[i] = new MethodSettings(all[i]._values.SetItem(name, value), all[i].Resampling, all[i].SelfTraining);
                }
            }

            if (!found)
            {
                throw Names.Unknown("setting", method is null ? name : $"{method}.{name}", [.. methods.SelectMany(known => known.Settings.Select(setting => methods.Count > 1 ? $"{known.Name}.{setting.Name}" : setting.Name))]);
            }
        }

        return all;
    }

    private static (string? Method, string Name, double Value) Parse(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || !double.TryParse(pair.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            throw new DemurException(ErrorCode.Usage, $"'{pair}' is no setting; write NAME=NUMBER, such as trees=500.");
        }

        var name = pair[..equals].Trim();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (null, name, value) : (name[..dot], name[(dot + 1)..], value);
    }
}
