using System.CommandLine;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Decisions;
using Demur.Learning;
using Demur.Learning.Methods;
using Demur.Learning.Ss3;
using Spectre.Console;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn explain</c>: what a classifier looks at, in general or in one row.</summary>
internal static class LearnExplainCommand
{
    private const int ShownReasons = 12;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var input = new Argument<string?>("input") { Description = "A file with the row to explain, or one text; the model in general when left out.", Arity = ArgumentArity.ZeroOrOne };
        var model = new Option<string>("--model") { Description = "A model that 'demur learn train' made.", HelpName = "file", Required = true };
        var row = new Option<long>("--row") { Description = "Which row of the file, from 0.", HelpName = "n" };
        var count = new Option<int>("--count", "-n") { Description = "The most reasons shown, of each class.", HelpName = "n", DefaultValueFactory = _ => ShownReasons };
        var html = new Option<string?>("--html") { Description = "Also write a page with coloured text and reasons.", HelpName = "file" };
        var command = new Command("explain", "Show the reasons: words, rules and values, of one row or of the whole model.") { input, model, row, count, html };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var most = parsed.GetValue(count) is >= 1 and var asked ? asked : throw new DemurException(ErrorCode.Usage, $"--count {parsed.GetValue(count)} shows nothing; use 1 or more.");
            var classifier = ClassifierFile.Load(parsed.GetRequiredValue(model));
            var page = parsed.GetValue(html) is { } path ? OutputFile.Check(path) : null;
            if (parsed.GetValue(input) is not { } asks)
            {
                return await GeneralAsync(host, classifier, most, page, parsed.GetValue(host.Common.Json), cancellationToken).ConfigureAwait(false);
            }

            var found = await FindAsync(host, classifier, asks, parsed.GetValue(row), cancellationToken).ConfigureAwait(false);
            return await OneAsync(host, classifier, Explanation.Of(classifier, found.Record, most), page, parsed.GetValue(host.Common.Json), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<ClassifierInput> FindAsync(CliHost host, IClassifier classifier, string asks, long row, CancellationToken cancellationToken)
    {
        var rows = 0L;
        await foreach (var input in ClassifierInput.ReadAsync(host, classifier, asks, cancellationToken).ConfigureAwait(false))
        {
            if (input.Row == row)
            {
                return input;
            }

            rows = input.Row + 1;
        }

        throw new DemurException(ErrorCode.Usage, rows == 0 ? $"{asks}: there is no row to explain." : $"{asks}: there is no row {row}; rows run from 0 to {rows - 1}.");
    }

    private static async Task<int> GeneralAsync(CliHost host, IClassifier classifier, int count, string? page, bool json, CancellationToken cancellationToken)
    {
        if (page is not null)
        {
            await File.WriteAllTextAsync(page, ExplanationPage.OfModel(classifier, count), cancellationToken).ConfigureAwait(false);
        }

        if (!json)
        {
            host.Out.WriteLine($"{PlainText.InLine(classifier.Card.Description)} Method {classifier.Method}, {classifier.Card.Rows} rows.");
            ReasonsView.Show(host, classifier, count);
            return 0;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, LearnJson.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("method", classifier.Method);
            writer.WriteStartObject("classes");
            for (var label = 0; label < classifier.Classes.Count; label++)
            {
                EvidenceJson.Write(writer, classifier.Classes[label], classifier.Reasons(label, count));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        await host.Out.WriteLineAsync(LearnJson.Text(buffer)).ConfigureAwait(false);
        return 0;
    }

    /// <summary>The method's own page where it has one: SS3's shows every category and level.</summary>
    private static string PageOf(IClassifier classifier, Explanation explanation) => classifier is Ss3Classifier { Schema.OnlyText: not null } words && explanation.Text is { } text
        ? Ss3Page.Render(Ss3Reading.Of(words.Model, text))
        : ExplanationPage.OfRecord(explanation);

    private static async Task<int> OneAsync(CliHost host, IClassifier classifier, Explanation explanation, string? page, bool json, CancellationToken cancellationToken)
    {
        if (page is not null)
        {
            await File.WriteAllTextAsync(page, PageOf(classifier, explanation), cancellationToken).ConfigureAwait(false);
        }

        if (json)
        {
            await host.Out.WriteLineAsync(ToJson(explanation)).ConfigureAwait(false);
            return 0;
        }

        var decision = explanation.Decision;
        host.Screen.MarkupLine($"[bold]{Markup.Escape(PlainText.InLine(decision.Label))}[/], probability of {Markup.Escape(PlainText.InLine(explanation.Spoken))} {decision.Score:0.000}");
        if (explanation.Text is { } text)
        {
            host.Screen.WriteLine();
            host.Screen.MarkupLine(EvidenceView.Highlight(text, decision.Evidence));
        }

        Reasons(host, $"Speaks for {explanation.Spoken}", decision.Evidence.Items.Where(item => item.Weight > 0));
        Reasons(host, explanation.Other is { } other ? $"Speaks for {other}" : "Speaks against it", decision.Evidence.Items.Where(item => item.Weight < 0));
        if (decision.Evidence.Items.Count == 0)
        {
            host.Out.WriteLine(decision.IsAbstention ? "It holds nothing to judge by." : "Nothing in it speaks for a class; the answer is what is most frequent.");
        }

        return 0;
    }

    private static void Reasons(CliHost host, string title, IEnumerable<EvidenceItem> items)
    {
        var shown = items.ToList();
        if (shown.Count == 0)
        {
            return;
        }

        host.Out.WriteLine();
        host.Out.WriteLine($"{PlainText.InLine(title)}:");
        foreach (var item in shown)
        {
            host.Out.WriteLine($"{ReasonsView.Weight(item),8}  {PlainText.InLine(item.Words)}");
        }
    }

    private static string ToJson(Explanation explanation)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, LearnJson.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("method", explanation.Classifier.Method);
            writer.WriteString("label", explanation.Decision.Label);
            writer.WriteNumber("score", Math.Round(explanation.Decision.Score, 4));
            writer.WriteString("speaksFor", explanation.Spoken);
            EvidenceJson.Write(writer, "evidence", explanation.Decision.Evidence.Items);
            writer.WriteEndObject();
        }

        return LearnJson.Text(buffer);
    }
}
