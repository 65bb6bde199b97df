using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Sparse;
using Demur.Learning.Text;

namespace Demur.Audit.Labelling.Adaptation;

/// <summary>Learns corrections of a labeller's log-odds from labelled responses.</summary>
/// <param name="answers">The responses.</param>
/// <param name="logOdds">The labeller's log-odds of each.</param>
/// <param name="options">The options.</param>
internal sealed class CorrectionLearner(IReadOnlyList<LabelledResponse> answers, double[] logOdds, AdaptationOptions options)
{
    private const int LongestNgram = 2;
    private const int LeastDocuments = 2;

    /// <summary>Learns from some of the responses.</summary>
    /// <param name="kind">What to change.</param>
    /// <param name="rows">The responses' numbers, both classes among them.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public Correction Fit(AdaptationKind kind, IReadOnlyList<int> rows, CancellationToken cancellationToken) => kind switch
    {
        AdaptationKind.Recalibrated => new Correction(LogitCalibration.Fit([.. rows.Select(row => logOdds[row])], Labels(rows)), null),
        AdaptationKind.Words => FitWords(rows, cancellationToken),
        _ => Correction.None,
    };

    /// <summary>One logistic regression of the log-odds, as a column of their own, and the words.</summary>
    private Correction FitWords(IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        string[] texts = [.. rows.Select(row => answers[row].Response)];
        var words = new TfidfVectorizer(new TfidfOptions { MaxNgram = LongestNgram, SublinearTf = true, MinDocumentFrequency = DocumentFrequency.Count(LeastDocuments) }).Fit(texts, cancellationToken);
        var workspace = new TextWorkspace();
        List<SparseVector> features = [];
        foreach (var (row, text) in rows.Zip(texts))
        {
            var own = words.Transform(text, workspace);
            features.Add(new SparseVector([.. own.Indices, words.FeatureCount], [.. own.Values, logOdds[row]]));
        }

        var training = new TrainingSet(SparseMatrix.FromRows(features, words.FeatureCount + 1), Labels(rows), [.. rows.Select(row => answers[row].Weight)]);
        var model = new LogisticRegression(new LogisticOptions { C = options.WordC, PenalizeIntercept = false }).Fit(training, cancellationToken);
        return new Correction(new LogitCalibration(model.Weights[^1], 0), new TextClassifier(words, new LinearModel(model.Weights[..^1].ToArray(), model.Intercept)));
    }

    private bool[] Labels(IReadOnlyList<int> rows) => [.. rows.Select(row => answers[row].IsRefusal)];
}
