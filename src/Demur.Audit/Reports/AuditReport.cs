using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Audit.Reports.Files;
using Demur.Audit.Reports.Rendering;
using Demur.Audit.Runs;
using Demur.Data;

namespace Demur.Audit.Reports;

/// <summary>
/// Writes what a run amounts to: <c>report.html</c> (one file that opens offline and loads nothing), <c>report.json</c> (every figure),
/// <c>answers.jsonl</c> and <c>answers.csv</c> (every answer). The same answers and options give the same bytes, in whatever order the answers came.
/// </summary>
public static class AuditReport
{
    /// <summary>The name of the page in the report's folder.</summary>
    public const string PageName = "report.html";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the four files; each appears whole or not at all, and one of an earlier report is replaced.</summary>
    /// <param name="run">The run, complete or not.</param>
    /// <param name="directory">The folder; it is created when it is not there.</param>
    /// <param name="options">What to show beyond the run; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between rows; files that are not whole yet leave no trace.</param>
    /// <returns>The statistics that the report shows.</returns>
    /// <exception cref="DemurException">A file cannot be written, or would replace one that is no report's (<see cref="CheckFolder"/>).</exception>
    public static async Task<RunStatistics> WriteAsync(Run run, string directory, ReportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        CheckFolder(directory);
        options ??= new ReportOptions();
        var ordered = Ordered(run);
        var model = new ReportModel(ordered, RunStatistics.Of(ordered, options.Taxonomy), options);
        CreateFolder(directory);
        await WriteFileAsync(ReportFolder.Rows, (stream, cancel) => AnswerRows.WriteJsonLinesAsync(ordered.Answers, stream, cancel)).ConfigureAwait(false);
        await WriteFileAsync(ReportFolder.Sheet, (stream, cancel) => AnswerRows.WriteCsvAsync(ordered.Answers, stream, cancel)).ConfigureAwait(false);
        await WriteFileAsync(ReportFolder.FigureFile, (stream, _) => WriteJsonAsync(model, stream)).ConfigureAwait(false);
        await WriteFileAsync(PageName, (stream, cancel) => WritePageAsync(model, stream, cancel)).ConfigureAwait(false);
        return model.Statistics;

        Task WriteFileAsync(string name, Func<Stream, CancellationToken, Task> write) =>
            AtomicFile.WriteAsync(Path.Combine(directory, name), write, cancellationToken);
    }

    /// <summary>Checks that a report in a folder would replace nobody else's files, before anything is asked or paid for.</summary>
    /// <param name="directory">The folder; it need not be there.</param>
    /// <exception cref="DemurException">The folder holds a file of a report's name, and neither a run nor an earlier report.</exception>
    public static void CheckFolder(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ReportFolder.Check(directory);
    }

    /// <summary>Answers come in the order in which they arrived or were read; the report must not depend on it.</summary>
    private static Run Ordered(Run run) => run with
    {
        Answers = [.. run.Answers
            .OrderBy(answer => answer.Answer.Suite, StringComparer.Ordinal)
            .ThenBy(answer => answer.Answer.Prompt.Id, StringComparer.Ordinal)
            .ThenBy(answer => answer.Answer.Sample)],
    };

    private static void CreateFolder(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException(ErrorCode.Storage, $"The folder {directory} could not be made: {error.Message} Choose another one.", error);
        }
    }

    private static Task WriteJsonAsync(ReportModel model, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        ReportJson.Write(json, model);
        return Task.CompletedTask;
    }

    private static async Task WritePageAsync(ReportModel model, Stream stream, CancellationToken cancellationToken)
    {
        var page = new HtmlPage();
        page.Add(VerdictSection.Of(model));
        CategorySection.AddTo(page, model);
        StanceSection.AddTo(page, model);
        SurpriseSection.AddTo(page, model);
        PairSection.AddTo(page, model);
        TriggerSection.AddTo(page, model);
        PredictorSection.AddTo(page, model);
        OutcomeSection.AddTo(page, model);
        CostSection.AddTo(page, model);
        MethodSection.AddTo(page, model);
        ExplorerSection.AddTo(page, model);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        var footer = $"Written by demur from run {model.Run.Info.Id}, started {Figures.Day(model.Run.Info.StartedAt)}. This file holds everything it shows and loads nothing.";
        await PageFrame.WriteAsync(writer, model.Title, page, new PackedAnswers(model), footer, cancellationToken).ConfigureAwait(false);
    }
}
