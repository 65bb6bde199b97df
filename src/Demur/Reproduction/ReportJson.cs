namespace Demur.Reproduction;

/// <summary>The JSON form of a report that scripts rely on.</summary>
internal sealed record ReportJson(string Paper, string Title, int Seeds, double Seconds, IReadOnlyList<CheckJson> Checks, bool Passed)
{
    public static ReportJson Of(ReproductionReport report) => new(
        report.Paper.Number,
        report.Paper.Title,
        report.Seeds,
        Math.Round(report.Duration.TotalSeconds, 1),
        [.. report.Checks.Select(CheckJson.Of)],
        report.Passed);
}
