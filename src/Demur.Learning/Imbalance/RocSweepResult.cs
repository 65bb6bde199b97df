using Demur.Metrics;

namespace Demur.Learning.Imbalance;

/// <summary>The curves of a sweep. Immutable.</summary>
public sealed class RocSweepResult
{
    internal RocSweepResult(IReadOnlyList<RocSetting> settings)
    {
        Settings = settings;
        Hull = RocConvexHull.Of([.. settings.Select(setting => setting.Point)]);
    }

    /// <summary>Every setting with its point.</summary>
    public IReadOnlyList<RocSetting> Settings { get; }

    /// <summary>The convex hull of all points.</summary>
    public RocConvexHull Hull { get; }

    /// <summary>The settings that are corners of the hull: each is the best one for some costs and priors.</summary>
    public IReadOnlyList<RocSetting> Optimal => [.. Settings.Where(setting => Hull.IsOptimal(setting.Point))];

    /// <summary>The area under the curve of one SMOTE percentage.</summary>
    /// <param name="smotePercent">SMOTE's N; 0 for under-sampling alone.</param>
    /// <returns>The area by the trapezoid rule, 0 to 1.</returns>
    public double Area(int smotePercent) => RocCurve.Area([.. Settings.Where(setting => setting.SmotePercent == smotePercent).Select(setting => setting.Point)]);
}
