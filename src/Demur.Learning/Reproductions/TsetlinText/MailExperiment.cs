using Demur.Learning.Reproductions.Internal;
using Demur.Learning.Text;
using Demur.Learning.Tsetlin;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>
/// Claims b: subject and body of the SpamAssassin mails. The machine's settings were chosen among eight on one split of these mails that is none of the folds here.
/// </summary>
internal static class MailExperiment
{
    public static void Measure(ReproductionRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<SpamMail> mails;
        try
        {
            mails = SpamMail.Load(run.Data);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(["b1", "b2"], id => run.Skip(id, $"{error.Message} eng/research-data.sh DIR mail fetches it."));
            return;
        }

        string[] texts = [.. mails.Select(mail => $"Subject: {mail.Subject}\n{mail.Body}")];
        int[] classes = [.. mails.Select(mail => mail.IsSpam ? 1 : 0)];
        var results = new List<FoldedComparison>();
        foreach (var seed in run.Seeds)
        {
            run.Report("mails", results.Count, run.Seeds.Count);
            var options = new TsetlinOptions { Clauses = 500, T = 200, S = 5, Weighted = true, Epochs = 8, Seed = seed };
            results.Add(FoldedComparison.Run(classes, 5, 5000, options, Encode, cancellationToken));
        }

        run.Measure("b1", [.. results.Select(result => result.Machine - result.NaiveBayes)]);
        run.Measure("b2", [.. results.Select(result => result.Machine - result.Svm)]);

        BitMatrix Encode(IReadOnlyList<int> train) =>
            BitMatrix.FromPresence(new NgramBinarizer().Fit(train.Select(row => texts[row]), cancellationToken).TransformAll(texts, cancellationToken));
    }
}
