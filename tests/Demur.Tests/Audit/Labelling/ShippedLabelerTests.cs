using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Reading;
using Demur.Audit.Labelling.Training;
using Demur.Testing;

namespace Demur.Tests.Audit.Labelling;

/// <summary>The figures of arXiv 2306.03423 on its own data, where that is at hand.</summary>
public sealed class ShippedLabelerTests
{
    private static readonly Lazy<Task<LabelerCorpus>> Corpus = new(LoadAsync);

    [Fact]
    public async Task The_hybrid_holds_its_measured_figures_on_the_stored_split()
    {
        var test = LabelingScore.Of(HybridResponseLabeler.Default, await PartAsync("test"), TestContext.Current.CancellationToken);
        var validation = LabelingScore.Of(HybridResponseLabeler.Default, await PartAsync("val"), TestContext.Current.CancellationToken);

        Assert.Equal((256, 256), (test.Rows, validation.Rows));
        Assert.True(test.Accuracy >= 0.89 && validation.Accuracy >= 0.91, $"{test} {validation}");
    }

    [Fact]
    public async Task The_cascade_holds_its_measured_figures_on_the_stored_split()
    {
        var test = LabelingScore.Of(CascadeResponseLabeler.Default, await PartAsync("test"), TestContext.Current.CancellationToken);
        var validation = LabelingScore.Of(CascadeResponseLabeler.Default, await PartAsync("val"), TestContext.Current.CancellationToken);

        Assert.Equal((256, 256), (test.Rows, validation.Rows));
        Assert.True(test.Accuracy >= 0.88 && validation.Accuracy >= 0.95, $"{test} {validation}");
    }

    [Fact]
    public async Task The_linear_labeller_reproduces_the_paper()
    {
        var corpus = await RequireAsync();
        var linear = LinearResponseLabeler.Fit([.. corpus.HandLabelled.Where(row => row.Source == "01-predicting-prompt-refusal")], cancellationToken: TestContext.Current.CancellationToken);

        var test = await PartAsync("test");
        var score = LabelingScore.Of(linear, test, TestContext.Current.CancellationToken);
        var list = LabelingScore.Of(new StringListLabeler(), test, TestContext.Current.CancellationToken);

        Assert.Equal(160_975, linear.Classifier.Features.FeatureCount);
        Assert.InRange(score.Correct, 230, 234); // scikit-learn 1.2: 232
        Assert.True(score.Kappa >= list.Kappa + 0.2, $"{score.Kappa} against {list.Kappa}");
    }

    [Fact]
    public async Task The_same_data_make_the_shipped_file_again()
    {
        var corpus = await RequireCompleteAsync();
        var trained = new LabelerTrainer().Fit(corpus, TestContext.Current.CancellationToken);

        using var stream = typeof(HybridResponseLabeler).Assembly.GetManifestResourceStream("Demur.Audit.Labelling.hybrid.labeler")!;
        using var shipped = new MemoryStream();
        await stream.CopyToAsync(shipped, TestContext.Current.CancellationToken);
        Assert.Equal(shipped.ToArray(), trained.ToBytes(HybridResponseLabeler.Default.Card!));
    }

    [Fact]
    public async Task The_card_holds_the_datas_hash()
    {
        var corpus = await RequireCompleteAsync();

        Assert.Equal(new LabelerTrainer().Describe(corpus, []).DataHash, HybridResponseLabeler.Default.Card!.DataHash);
    }

    [Fact]
    public async Task The_readers_card_holds_the_hash_of_its_data_and_its_vocabulary_is_what_they_need()
    {
        var corpus = await RequireCompleteAsync();
        Assert.SkipWhen(corpus.Absent.Contains("derta") || corpus.Absent.Contains("halueval") || corpus.Absent.Contains("hh-rlhf") || corpus.Absent.Contains("refusalbench"), "not at hand: sources of the reader");

        var training = ReaderTraining.Prepare(corpus, ResponseReader.Default.Pieces);

        Assert.Equal(training.Describe("any", new Dictionary<string, string>(StringComparer.Ordinal), 1, []).DataHash, ResponseReader.Default.Card!.DataHash);
        Assert.InRange(training.KeptPieces.Count, 0.99 * ResponseReader.Default.Pieces.Count, ResponseReader.Default.Pieces.Count);
        Assert.DoesNotContain(corpus.Unseen.Where(row => row.Source.StartsWith("01-", StringComparison.Ordinal)), row => training.Rows.Contains(row));
    }

    private static async Task<List<LabelledResponse>> PartAsync(string part)
    {
        var corpus = await RequireAsync();
        return [.. corpus.Unseen.Where(row => row.Source == $"01-predicting-prompt-refusal/{part}")];
    }

    private static async Task<LabelerCorpus> RequireAsync()
    {
        ResearchData.Require("01-predicting-prompt-refusal");
        return await Corpus.Value;
    }

    /// <summary>All that the shipped labeller learns from; docs/labeler.md says where it is to be had.</summary>
    private static async Task<LabelerCorpus> RequireCompleteAsync()
    {
        var corpus = await RequireAsync();
        Assert.SkipWhen(corpus.Missing.Count > 0, $"not at hand: {string.Join(", ", corpus.Missing)}");
        return corpus;
    }

    private static async Task<LabelerCorpus> LoadAsync()
    {
        var labels = Path.Combine(RepositoryRoot.Path, "data", "labels");
        await using var known = File.OpenRead(Path.Combine(labels, "labels.jsonl"));
        await using var own = File.OpenRead(Path.Combine(labels, "synthetic.jsonl"));
        await using var languages = File.OpenRead(Path.Combine(labels, "languages.jsonl"));
        return await LabelerCorpus.LoadAsync(ResearchData.Require("."), known, own, languages);
    }
}
