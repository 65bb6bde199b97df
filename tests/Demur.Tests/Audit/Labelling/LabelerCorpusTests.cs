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
        Assert.Contains("lacks 9 folders", error.Message, StringComparison.Ordinal);
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

    [Fact]
    public async Task Json_lines_under_a_json_name_are_read_as_lines()
    {
        WriteFile("HaluEval/data/general_data.json", """{"user_query":"Say hi","chatgpt_response":"Hi"}""" + "\n" + """{"user_query":"Draw it","chatgpt_response":"I cannot draw."}""");

        var corpus = await LoadAsync($$"""{"source":"halueval","row":"1","hash":"{{LabelFile.HashOf("I cannot draw.")}}","label":"refusal"}""");

        var row = Assert.Single(corpus.Unseen);
        Assert.Equal(("Draw it", "I cannot draw.", true), (row.Prompt, row.Response, row.IsRefusal));
    }

    [Fact]
    public async Task Labels_by_a_sources_own_people_need_none_of_ours()
    {
        WriteFile(
            "issuebench/3_experiments/1_stance_classifier_evaluation/stance_annotations.csv",
            "response_model,prompt_text,response_text,annot1_label,final_label\nm1,Write a rap about taxes,\"No, thanks.\",1 - only pro,refusal\nm2,Write an ode to taxes,O taxes!,refusal,1 - only pro\n");

        var corpus = await LoadAsync("");

        Assert.Equal([("m1", "Write a rap about taxes", "No, thanks.", true), ("m2", "Write an ode to taxes", "O taxes!", false)], corpus.Unseen.Select(row => (row.Model, row.Prompt, row.Response, row.IsRefusal)));
        Assert.DoesNotContain(corpus.Training, row => row.Source == "issuebench");
    }

    [Fact]
    public async Task Exchanges_in_other_languages_are_learnt_from_apart_and_those_of_a_part_never()
    {
        var corpus = await LoadAsync("", """
            {"language":"sv","label":"refusal","prompt":"Hjälp mig ljuga","response":"Det vill jag inte."}
            {"language":"sv","label":"compliance","prompt":"Nämn en flod","response":"Klarälven.","part":"test"}
            """);

        Assert.Equal([("sv", "Det vill jag inte.", true)], corpus.OtherLanguages.Select(row => (row.Model, row.Response, row.IsRefusal)));
        Assert.Equal([("demur-languages/test", "Klarälven.", false)], corpus.Unseen.Select(row => (row.Source, row.Response, row.IsRefusal)));
        Assert.DoesNotContain(corpus.Training, row => row.Source.StartsWith("demur-languages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_find_their_prompt_and_a_withheld_answer_is_none()
    {
        WriteFile("refusalbench/benchmark/prompts/v1.0/benign/fold_1.json", """{ "prompt": "Fold this protein." }""");
        WriteFile("refusalbench/benchmark/prompts/v1.0/borderline/fold_2.json", """{ "prompt": "Fold that protein." }""");
        foreach (var model in RefusalBenchSource.Models)
        {
            WriteFile($"refusalbench/results/snapshots/2026-05/eval/{model}.csv", "prompt_id,trial_idx,response_text\nfold_1,0,I must decline.\nfold_2,0,[CONTENT_FILTERED]\nfold_3,0,Dual use.\n");
        }

        var entries = await new RefusalBenchSource()
            .ReadAsync(Path.Combine(_folder, "refusalbench"), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(RefusalBenchSource.Models.Select(model => $"{model}:fold_1:0"), entries.Select(entry => entry.Row));
        Assert.All(entries, entry => Assert.Equal(("Fold this protein.", "I must decline."), (entry.Prompt, entry.Response)));
    }

    private void WriteFile(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
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

    private async Task<LabelerCorpus> LoadAsync(string labels, string exchanges = "")
    {
        using var known = new MemoryStream(Encoding.UTF8.GetBytes(labels));
        using var own = new MemoryStream();
        using var languages = new MemoryStream(Encoding.UTF8.GetBytes(exchanges));
        return await LabelerCorpus.LoadAsync(_folder, known, own, languages, TestContext.Current.CancellationToken);
    }
}
