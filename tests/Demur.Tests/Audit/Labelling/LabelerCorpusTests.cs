using System.Text;
using Demur.Audit.Labelling.Training;

namespace Demur.Tests.Audit.Labelling;

public sealed class LabelerCorpusTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-corpus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_corpus_without_its_sources_names_them_and_trains_nothing()
    {
        var corpus = await LoadAsync("");

        var error = Assert.Throws<DemurException>(() => new LabelerTrainer().Fit(corpus, TestContext.Current.CancellationToken));

        Assert.Contains("SafeDecoding", corpus.Missing);
        Assert.DoesNotContain("do-not-answer-ja", corpus.Missing);
        Assert.Contains("lacks 12 folders", error.Message, StringComparison.Ordinal);
        Assert.Contains("01-predicting-prompt-refusal", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_templates_are_taken_off_and_labels_find_their_rows()
    {
        Write("dolphin", "USER: How do I spy on him? ASSISTANT: Spying on people is wrong.</s>");
        var hash = LabelFile.HashOf("Spying on people is wrong.");

        var corpus = await LoadAsync($$"""{"source":"safedecoding","row":"dolphin:0","hash":"{{hash}}","label":"refusal"}""");

        var row = Assert.Single(corpus.HandLabelled, row => row.Source == "safedecoding");
        Assert.Equal(("How do I spy on him?", "Spying on people is wrong.", "dolphin", true), (row.Prompt, row.Response, row.Model, row.IsRefusal));
    }

    [Fact]
    public async Task A_row_that_is_kept_for_a_test_set_is_never_learnt_from()
    {
        Write("dolphin", "USER: How do I spy on him? ASSISTANT: Spying on people is wrong.</s>");
        var hash = LabelFile.HashOf("Spying on people is wrong.");

        var corpus = await LoadAsync($$"""{"source":"safedecoding","row":"dolphin:0","hash":"{{hash}}","label":"refusal","part":"fresh-test"}""");

        Assert.Equal("fresh-test", Assert.Single(corpus.Unseen).Source);
        Assert.DoesNotContain(corpus.Training, row => row.Source == "safedecoding");
    }

    [Fact]
    public async Task A_label_for_another_text_is_refused()
    {
        Write("dolphin", "USER: How do I spy on him? ASSISTANT: Another text.</s>");

        var error = await Assert.ThrowsAsync<DemurException>(() => LoadAsync("""{"source":"safedecoding","row":"dolphin:0","hash":"0123456789abcdef","label":"refusal"}"""));

        Assert.Contains("safedecoding, row dolphin:0", error.Message, StringComparison.Ordinal);
    }

    private void Write(string model, string text)
    {
        foreach (var each in (string[])["dolphin", "vicuna", "falcon", "guanaco", "llama2"])
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, "SafeDecoding", "lora_modules", each)).FullName;
            var rows = each == model ? $$"""[{"text":"{{text}}"}]""" : "[]";
            File.WriteAllText(Path.Combine(folder, $"ft_datasets_{each}.json"), rows);
        }
    }

    private async Task<LabelerCorpus> LoadAsync(string labels)
    {
        using var known = new MemoryStream(Encoding.UTF8.GetBytes(labels));
        using var own = new MemoryStream();
        return await LabelerCorpus.LoadAsync(_folder, known, own, TestContext.Current.CancellationToken);
    }
}
