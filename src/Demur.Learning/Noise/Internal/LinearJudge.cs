using Demur.Learning.Linear;
using Demur.Learning.Sparse;
using Demur.Learning.Text;

namespace Demur.Learning.Noise.Internal;

/// <summary>Words and one linear separator a class; a class that was not in what it learnt from has the lowest score. Immutable; thread-safe with one workspace a thread.</summary>
internal sealed class LinearJudge(TfidfModel features, LinearModel?[] models)
{
    private const double Unknown = -2;
    // Strongly regularised: a looser fit follows wrong labels, also those of other folds, and finds fewer of them.
    private static readonly LinearSvmOptions Quick = new() { C = 0.2, Tolerance = 1e-2, MaxIterations = 200 };

    /// <summary>Learns from chosen rows.</summary>
    /// <param name="data">The texts.</param>
    /// <param name="labels">Their classes, from 0.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="options">How texts become features.</param>
    /// <param name="cancellationToken">Stops between passes.</param>
    public static LinearJudge Fit(LabelledTexts data, int[] labels, int classes, IReadOnlyList<int> rows, TfidfOptions options, CancellationToken cancellationToken)
    {
        var texts = rows.Select(row => data.Texts[row]).ToList();
        var features = new TfidfVectorizer(options).Fit(texts, cancellationToken);
        var matrix = features.TransformAll(texts, cancellationToken);
        var models = Enumerable.Range(0, classes).Select(label => Separator(matrix, [.. rows.Select(row => labels[row] == label)], cancellationToken));
        return new LinearJudge(features, [.. models]);
    }

    /// <summary>Each class's margin against the others.</summary>
    public double[] Score(string text, TextWorkspace workspace)
    {
        var row = features.Transform(text, workspace);
        var scores = new double[models.Length];
        for (var label = 0; label < scores.Length; label++)
        {
            scores[label] = models[label]?.Score(row) ?? Unknown;
        }

        return scores;
    }

    private static LinearModel? Separator(SparseMatrix matrix, bool[] isMember, CancellationToken cancellationToken) =>
        isMember.Contains(true) && isMember.Contains(false) ? new LinearSvm(Quick).Fit(new TrainingSet(matrix, isMember), 1, cancellationToken) : null;
}
