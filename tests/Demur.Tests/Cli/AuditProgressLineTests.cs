using Demur.Audit;
using Demur.Cli.Rendering;
using Demur.Progress;

namespace Demur.Tests.Cli;

public sealed class AuditProgressLineTests
{
    [Fact]
    public void The_speed_and_the_time_left_count_this_session_only()
    {
        var progress = new ProgressEvent
        {
            Stage = "asking",
            Done = 640,
            Total = 2000,
            Figures = new Dictionary<string, double> { [AuditFigures.Refusals] = 96, [AuditFigures.Blocked] = 1, [AuditFigures.Errors] = 0, [AuditFigures.Cost] = 0.0421 },
        };

        Assert.Equal("asking 640/2000, 96 refused, 1 blocked, $0.0421, 14.0/s, 98 s left", AuditProgressLine.Of(progress, doneBefore: 500, TimeSpan.FromSeconds(10)));
        Assert.Equal("asking 640/2000, 96 refused, 1 blocked, $0.0421, 0.1/s, 3.8 h left", AuditProgressLine.Of(progress, doneBefore: 639, TimeSpan.FromSeconds(10)));
        Assert.Equal("asking 640/2000, 96 refused, 1 blocked, $0.0421", AuditProgressLine.Of(progress, doneBefore: 640, TimeSpan.FromSeconds(10)));
    }
}
