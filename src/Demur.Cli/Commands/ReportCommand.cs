using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Demur.Audit.Prediction;
using Demur.Audit.Reports;
using Demur.Audit.Reports.Statistics;
using Demur.Audit.Runs;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur report DIR</c>: writes the report of a run again, without asking anything.</summary>
internal static class ReportCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "report";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Write the report of a run again: HTML, JSON, JSON Lines, CSV.";

    private static readonly Argument<string> Directory = new("run") { Description = "The run's folder, as given to 'demur audit --out'." };
    private static readonly Option<string?> Out = new("--out") { Description = "Where to write; the run's folder by default.", HelpName = "dir" };
    private static readonly Option<string?> Title = new("--title") { Description = "The report's heading.", HelpName = "text" };
    private static readonly Option<string> Predictor = new("--predictor") { Description = "How refusals are predicted from prompts: logistic, tsetlin, ss3, svm, bayes, forest, boost.", HelpName = "method", DefaultValueFactory = _ => "logistic" };
    private static readonly Option<bool> Open = new("--open") { Description = "Open the page afterwards." };

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command(Name, Summary) { Directory, Out, Title, Predictor, Open };
        command.SetAction((parsed, cancel) => RunAsync(parsed, host, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellationToken)
    {
        var source = parsed.GetRequiredValue(Directory);
        var run = RunReader.Load(source);
        var folder = parsed.GetValue(Out) ?? (File.Exists(source) ? Path.GetDirectoryName(Path.GetFullPath(source))! : source);
        var options = new ReportOptions
        {
            Title = parsed.GetValue(Title),
            Predictor = PredictorQuality.Measure(run, parsed.GetValue(host.Common.Seed), PromptPredictorOptions.Of(parsed.GetRequiredValue(Predictor)), cancellationToken),
        };
        var statistics = await AuditReport.WriteAsync(run, folder, options, cancellationToken).ConfigureAwait(false);
        var page = Path.GetFullPath(Path.Combine(folder, AuditReport.PageName));
        if (parsed.GetValue(host.Common.Json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize(new { report = page, run = run.Info.Id, complete = run.IsComplete, planned = run.Planned, asked = run.Answers.Count, answers = run.Answers.Count, scored = statistics.Outcomes.Scored }));
        }
        else if (!parsed.GetValue(host.Common.Quiet))
        {
            foreach (var notice in RunNotices.Of(run, statistics))
            {
                host.Out.WriteLine(notice);
            }

            host.Out.WriteLine($"over-refusal   {Describe(statistics.Overall.OverRefusal, statistics.Overall.AnswerExpected)}");
            host.Out.WriteLine($"under-refusal  {Describe(statistics.Overall.UnderRefusal, statistics.Overall.RefusalExpected)}");
            host.Out.WriteLine(page);
        }

        if (parsed.GetValue(Open))
        {
            OpenInBrowser(page, host);
        }

        return 0;
    }

    private static string Describe(Rate rate, int asked) =>
        rate.Value is { } value ? $"{value * 100:0.0}%  ({rate.Count} of {rate.Total}, 95% interval {rate.Low * 100:0.0} to {rate.High * 100:0.0}%)" : asked > 0 ? "no scored answer" : "not asked";

    private static void OpenInBrowser(string page, CliHost host)
    {
        try
        {
            using var opened = Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        }
        catch (Exception error) when (error is Win32Exception or PlatformNotSupportedException or InvalidOperationException)
        {
            host.Error.WriteLine($"demur: no program here opens web pages; open {page} yourself.");
        }
    }
}
