using Demur.Reproduction;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Draws a reproduction's report: every claim beside what was measured, and a verdict.</summary>
internal static class ReproductionView
{
    private const int RoomForColumns = 90;

    /// <summary>Draws the report.</summary>
    public static Rows Of(ReproductionReport report, int width)
    {
        var paper = report.Paper;
        return new Rows(
            new Text($"{paper.Number}  {paper.Title}", Style.Plain.Decoration(Decoration.Bold)),
            new Text($"The authors' claim: {paper.Claim}"),
            width >= RoomForColumns ? Wide(report.Checks) : Narrow(report.Checks),
            new Text(Verdict(report)));
    }

    private static Table Wide(IReadOnlyList<ReproductionCheck> checks)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Id").NoWrap());
        table.AddColumn(new TableColumn("Claim"));
        table.AddColumn(new TableColumn("Measured").NoWrap().RightAligned());
        table.AddColumn(new TableColumn("Asked").NoWrap().RightAligned());
        table.AddColumn(new TableColumn("Result").NoWrap());
        foreach (var check in checks)
        {
            table.AddRow(new Text(check.Claim.Id), new Text(check.Claim.Text), new Text(Measured(check)), new Text(Asked(check.Claim)), Result(check));
        }

        return table;
    }

    private static Table Narrow(IReadOnlyList<ReproductionCheck> checks)
    {
        var table = new Table().Border(TableBorder.Simple).ShowRowSeparators();
        table.AddColumn(new TableColumn("Id").NoWrap());
        table.AddColumn(new TableColumn("Claim, measured and asked"));
        table.AddColumn(new TableColumn("Result").NoWrap());
        foreach (var check in checks)
        {
            var figures = new Text($"{Measured(check)}, asked {Asked(check.Claim)}", Style.Plain.Decoration(Decoration.Bold));
            table.AddRow(new Text(check.Claim.Id), new Rows(new Text(check.Claim.Text), figures), Result(check));
        }

        return table;
    }

    private static string Measured(ReproductionCheck check) => check switch
    {
        { Measured: not { } } => "-",
        { Deviation: { } deviation } => $"{Figure(check.Measured.Value)} ± {Figure(deviation)}",
        _ => Figure(check.Measured.Value),
    };

    private static string Asked(ReproductionClaim claim) => claim.Comparison switch
    {
        Comparison.AtLeast => $"≥ {Figure(claim.Threshold)}",
        Comparison.AtMost => $"≤ {Figure(claim.Threshold)}",
        _ => $"= {Figure(claim.Threshold)}",
    };

    private static string Figure(double value) => Math.Abs(value) switch
    {
        > 1 when Math.Abs(value - Math.Round(value)) < 1e-9 => value.ToString("#,0"),
        > 0 and < 5e-4 => value.ToString("0.#e-0"),
        _ => value.ToString("0.000"),
    };

    private static Text Result(ReproductionCheck check) => check.Outcome switch
    {
        CheckOutcome.Passed => new Text("holds", new Style(Color.Green)),
        CheckOutcome.Failed => new Text("does not hold", new Style(Color.Red)),
        _ => new Text("not run", new Style(Color.Yellow)),
    };

    private static string Verdict(ReproductionReport report)
    {
        var holding = report.Checks.Count(check => check.Outcome == CheckOutcome.Passed);
        var failed = report.Checks.Count(check => check.Outcome == CheckOutcome.Failed);
        var skipped = report.Checks.Count - holding - failed;
        var seeds = report.Seeds == 1 ? "1 seed" : $"{report.Seeds} seeds";
        return $"Holding: {holding} of {report.Checks.Count}; not holding: {failed}; not run: {skipped}. {seeds}, {report.Duration.TotalSeconds:0.0} s.";
    }
}
