using Demur.Audit.Comparison;
using Demur.Audit.Reports;
using Demur.Audit.Suites;

namespace Demur.Tests.Audit.Reports;

public sealed class DemoPagesTests
{
    [Fact]
    public async Task Pages_are_written_for_looking_at_them()
    {
        var folder = Environment.GetEnvironmentVariable("DEMUR_PAGES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set DEMUR_PAGES to a folder to get the pages.");

        await AuditReport.WriteAsync(DemoRun.Of(), Path.Combine(folder, "demo"), new ReportOptions(), TestContext.Current.CancellationToken);
        await ComparisonPage.WriteAsync(
            RunComparison.Of(DemoRun.Of(), DemoRun.Of("sample-2.1"), SafetyTaxonomy.BuiltIn), Path.Combine(folder, "diff.html"), TestContext.Current.CancellationToken);
    }
}
