using Demur.Learning.Noise;
using Demur.Learning.Noise.Internal;
using Demur.Learning.Text;
using Demur.Metrics;

namespace Demur.Learning.Reproductions.Noise;

/// <summary>One draw: every strategy cleans the noisy labels, a linear model is trained anew on what it left, and judged on clean labels.</summary>
internal sealed class CleaningExperiment(RelationData data, int seed, CancellationToken cancellationToken)
{
    private static readonly NoiseOptions Space = new() { NoneLabel = RelationData.None };
    private static readonly NoiseOptions Scores = Space with { Embedding = null };

    /// <summary>Micro-F1 of the positives, by name of the training labels, and precision and recall of the suspects, by name of the strategy.</summary>
    public Dictionary<string, double> Run()
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["clean"] = F1(data.Train), ["noisy"] = F1(data.Noisy) };
        var space = new NeighbourNoiseDetector(new IntrinsicNoiseStrategy(), Space).View(data.Noisy, seed, cancellationToken);
        var scores = new NeighbourNoiseDetector(new IntrinsicNoiseStrategy(), Scores).View(data.Noisy, seed, cancellationToken);
        var intrinsic = Judge(figures, "is", new IntrinsicNoiseStrategy(), space);
        Judge(figures, "is-scores", new IntrinsicNoiseStrategy(), scores);
        Judge(figures, "es", new ExtrinsicNoiseStrategy(data.Reference), scores);
        Judge(figures, "oof", new OutOfFoldNoiseStrategy(), scores);
        Judge(figures, "confident", new ConfidentNoiseStrategy(), scores);
        figures["control"] = F1(PriorMatchedControl.Of(data.Noisy, [.. intrinsic.Select(flag => flag.Row)], seed).Data);
        var pure = new NeighbourNoiseDetector(new IntrinsicNoiseStrategy(), Space).View(data.Train, seed, cancellationToken);
        figures["pure-is"] = F1(Apply(data.Train, new IntrinsicNoiseStrategy().Flag(pure, cancellationToken), relabels: false));
        return figures;
    }

    private IReadOnlyList<NoiseFlag> Judge(Dictionary<string, double> figures, string name, INoiseStrategy strategy, NoiseView view)
    {
        var flags = strategy.Flag(view, cancellationToken);
        var hidden = Enumerable.Range(0, data.Train.Count).Count(row => data.Train.Labels[row] != data.Noisy.Labels[row]);
        var found = flags.Count(flag => data.Train.Labels[flag.Row] != data.Noisy.Labels[flag.Row]);
        figures[name + "-precision"] = flags.Count == 0 ? 0 : (double)found / flags.Count;
        figures[name + "-recall"] = (double)found / hidden;
        figures[name + "-eliminate"] = F1(Apply(data.Noisy, flags, relabels: false));
        figures[name + "-relabel"] = F1(Apply(data.Noisy, flags, relabels: true));
        return flags;
    }

    private static LabelledTexts Apply(LabelledTexts labels, IReadOnlyList<NoiseFlag> flags, bool relabels) =>
        CleanedTexts.Of(labels, flags.ToDictionary(flag => flag.Row, flag => relabels ? flag.Suggestion : null)).Data;

    private double F1(LabelledTexts train)
    {
        string[] classes = [.. data.Train.Labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] labels = [.. train.Labels.Select(label => Array.IndexOf(classes, label))];
        var judge = LinearJudge.Fit(train, labels, classes.Length, [.. Enumerable.Range(0, train.Count)], Space.Features, cancellationToken);
        var workspace = new TextWorkspace();
        var predicted = data.Test.Texts.Select(text =>
        {
            var scores = judge.Score(text, workspace);
            return classes[Array.IndexOf(scores, scores.Max())];
        }).ToList();
        return ConfusionMatrix.Of(data.Test.Labels, predicted, classes).MicroF1Without(RelationData.None);
    }
}
