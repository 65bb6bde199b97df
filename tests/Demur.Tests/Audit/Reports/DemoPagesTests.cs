using Demur.Audit.Reports;

namespace Demur.Tests.Audit.Reports;

public sealed class DemoPagesTests
{
    [Fact]
    public async Task Pages_are_written_for_looking_at_them()
    {
        var folder = Environment.GetEnvironmentVariable("DEMUR_PAGES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set DEMUR_PAGES to a folder to get the pages.");

        await AuditReport.WriteAsync(DemoRun.Of(), Path.Combine(folder, "demo"), new ReportOptions(), TestContext.Current.CancellationToken);
    }
}
