using System.Globalization;
using System.Text.Json;

namespace Demur.Tests.Cli;

public sealed class LearnCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-learn").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_classifier_is_trained_shown_used_and_explained()
    {
        var (data, model) = (await TextsAsync(), Path.Combine(_folder, "m.model"));

        var train = await CliRun.OfAsync(["learn", "train", data, "--out", model, "--method", "logistic"]);
        var card = await CliRun.OfAsync(["model", "show", model]);
        var predict = await CliRun.OfAsync(["learn", "predict", "Please forge a key", "--model", model]);
        var explain = await CliRun.OfAsync(["learn", "explain", "Please forge a key", "--model", model]);
        var general = await CliRun.OfAsync(["learn", "explain", "--model", model, "-n", "2"]);

        Assert.Equal((0, 0, 0, 0, 0), (train.ExitCode, card.ExitCode, predict.ExitCode, explain.ExitCode, general.ExitCode));
        Assert.StartsWith("60 rows: 30 compliance, 30 refusal.\nLearned from prompt (text).\nOn rows not seen: accuracy 1.000 [", train.Out, StringComparison.Ordinal);
        Assert.Contains("What speaks for refusal:\n", train.Out, StringComparison.Ordinal);
        Assert.Contains("  forge\n", train.Out, StringComparison.Ordinal);
        Assert.Contains("5-fold cross-validation", card.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.StartsWith("text,label,score\r\n\"Please forge a key\",\"refusal\",0.9", predict.Out, StringComparison.Ordinal);
        Assert.Equal("1 rows: 1 refusal. The score is the probability of 'refusal'.\n", predict.Error);
        Assert.StartsWith("refusal, probability of refusal 0.9", explain.Out, StringComparison.Ordinal);
        Assert.Contains("Speaks for refusal:\n", explain.Out, StringComparison.Ordinal);
        Assert.Equal(2, general.Out.Split('\n').Count(line => line.Contains("forge", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Json_has_one_object_a_row_and_an_object_for_the_rest()
    {
        var (data, model) = (await TextsAsync(), Path.Combine(_folder, "m.model"));

        var train = await CliRun.OfAsync(["learn", "train", data, "-o", model, "-m", "tsetlin", "--set", "clauses=20", "epochs=10", "--folds", "2", "--json", "-q"]);
        var predict = await CliRun.OfAsync(["learn", "predict", "-", "--model", model, "--json", "-q"], "{\"prompt\":\"Please forge it\"}\n{\"prompt\":\"\"}\n{\"prompt\":\"Please bake it\"}\n");
        var explain = await CliRun.OfAsync(["learn", "explain", "Please forge it", "--model", model, "--json"]);
        var general = await CliRun.OfAsync(["learn", "explain", "--model", model, "--json"]);

        Assert.Equal("", train.Error);
        var trained = JsonDocument.Parse(train.Out).RootElement;
        Assert.Equal(("tsetlin", 60, 30), (trained.GetProperty("method").GetString(), trained.GetProperty("rows").GetInt32(), trained.GetProperty("classes").GetProperty("refusal").GetInt32()));
        Assert.Equal("text", trained.GetProperty("columns").GetProperty("prompt").GetString());
        Assert.InRange(trained.GetProperty("auroc").GetDouble(), 0.9, 1);
        var rows = predict.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["refusal", "abstain", "compliance"], rows.Select(row => row.GetProperty("label").GetString()));
        Assert.Equal([0, 1, 2], rows.Select(row => row.GetProperty("row").GetInt32()));
        Assert.Equal(1, rows[0].GetProperty("probabilities").EnumerateObject().Sum(member => member.Value.GetDouble()), 3);
        var evidence = JsonDocument.Parse(explain.Out).RootElement.GetProperty("evidence")[0];
        Assert.Contains("forge", evidence.GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(general.Out).RootElement.GetProperty("classes").GetProperty("refusal").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Several_methods_stand_in_one_table_or_one_below_the_other()
    {
        var data = await TextsAsync();
        string[] call = ["learn", "eval", data, "--method", "logistic,bayes,ss3", "--folds", "3"];

        var wide = await CliRun.OfAsync(call, width: 120);
        var narrow = await CliRun.OfAsync(call, width: 50);
        var json = await CliRun.OfAsync([.. call, "--json", "-q"]);

        Assert.Equal((0, 0, 0), (wide.ExitCode, narrow.ExitCode, json.ExitCode));
        Assert.StartsWith("60 rows in 3 folds; 2 classes; prompt (text)\n", wide.Out, StringComparison.Ordinal);
        Assert.Contains("comparing ...", wide.Error, StringComparison.Ordinal);
        var line = wide.Out.Split('\n').Single(text => text.Contains(" bayes ", StringComparison.Ordinal));
        Assert.Matches(@"bayes +1\.000 \.940-1\.000 +1\.000 ", line);
        Assert.Contains("\nss3\n  accuracy  ", narrow.Out, StringComparison.Ordinal);
        Assert.Equal(["logistic", "bayes", "ss3"], json.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => JsonDocument.Parse(text).RootElement.GetProperty("method").GetString()));
    }

    [Fact]
    public async Task A_test_file_takes_the_place_of_folds()
    {
        var (data, test) = (await TextsAsync(), Path.Combine(_folder, "test.csv"));
        await File.WriteAllTextAsync(test, "prompt,label\nPlease forge a key,refusal\nPlease bake a bun,compliance\nwithout,\n", TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["learn", "eval", data, "-m", "bayes", "--test", test]);

        Assert.StartsWith("2 test rows, 60 to learn from;", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 rows of ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_keep_their_columns_and_label_is_not_written_twice()
    {
        var (data, model, output) = (Path.Combine(_folder, "t.csv"), Path.Combine(_folder, "t.model"), Path.Combine(_folder, "out.csv"));
        await File.WriteAllLinesAsync(data, ["size,colour,label", .. Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? 20 + (i % 3) : i % 4)},{"rg"[i / 20]},{(i % 2 == 0 ? "big" : "small")}")], TestContext.Current.CancellationToken);

        var train = await CliRun.OfAsync(["learn", "train", data, "-o", model, "-m", "forest", "--set", "trees=20", "--folds", "0"]);
        var predict = await CliRun.OfAsync(["learn", "predict", data, "--model", model, "-o", output, "--abstain-below", "0.5"]);
        var lines = await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken);
        var explain = await CliRun.OfAsync(["learn", "explain", data, "--row", "3", "--model", model]);

        Assert.Contains("Learned from size (number), colour (category).", train.Out, StringComparison.Ordinal);
        Assert.Equal("", predict.Out);
        Assert.Equal("size,colour,label,predicted_label,predicted_score", lines[0]);
        Assert.StartsWith("\"20\",\"r\",\"big\",\"big\",", lines[1], StringComparison.Ordinal);
        Assert.Equal(41, lines.Length);
        Assert.Contains("size = 3", explain.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_explanation_escapes_the_text()
    {
        var (model, page) = (Path.Combine(_folder, "m.model"), Path.Combine(_folder, "why.html"));
        await CliRun.OfAsync(["learn", "train", await TextsAsync(), "-o", model, "--folds", "0"]);

        var run = await CliRun.OfAsync(["learn", "explain", "Please forge <script>alert(1)</script>", "--model", model, "--html", page]);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<mark class=\"for\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no method 'tsetlim'; did you mean 'tsetlin'?", "--method", "tsetlim")]
    [InlineData("There is no setting 'tree'; known are c.", "--set", "tree=5")]
    [InlineData("'prompt=words' does not say what a column holds; write COLUMN=KIND with number, category, text or ignored.", "--type", "prompt=words")]
    [InlineData("There is no column 'promt'; did you mean 'prompt'?", "--columns", "promt")]
    [InlineData("One file holds one classifier: name one method here, or compare several with 'demur learn eval'.", "--method", "svm,bayes")]
    [InlineData("There is no class in column 'label' 'refuse'; did you mean 'refusal'?", "--positive", "refuse")]
    [InlineData("61 folds", "--folds", "61")]
    [InlineData("There is no resampling step 'smot'; did you mean 'smote'?", "--resample", "smot")]
    [InlineData("There is no self-training policy 'balance'; did you mean 'balanced'?", "--self-train", "balance")]
    [InlineData("There is no row without a label to learn from by self-training", "--self-train", "bound")]
    [InlineData("--unlabelled, --rounds and --holdout belong to self-training", "--unlabelled", "x.csv")]
    [InlineData("--trace belongs to self-training; add --self-train.", "--trace", "t.jsonl")]
    [InlineData("--rounds 0 labels nothing; use 1 or more.", "--self-train", "bound", "--rounds", "0")]
    [InlineData("--holdout 0.9 leaves too few rows", "--self-train", "bound", "--holdout", "0.9")]
    [InlineData("ss3 learns from texts, between which there is none", "--method", "ss3", "--resample", "smote", "--folds", "0")]
    public async Task Wrong_options_end_with_2_and_a_way_on(string message, params string[] options)
    {
        var model = Path.Combine(_folder, "m.model");

        var run = await CliRun.OfAsync(["learn", "train", await TextsAsync(), "-o", model, .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(model));
    }

    [Fact]
    public async Task Files_that_are_not_there_are_told_before_any_work()
    {
        var (data, model) = (await TextsAsync(), Path.Combine(_folder, "m.model"));
        await CliRun.OfAsync(["learn", "train", data, "-o", model, "--folds", "0"]);

        var folder = await CliRun.OfAsync(["learn", "train", data, "-o", Path.Combine(_folder, "none", "m.model")]);
        var mistyped = await CliRun.OfAsync(["learn", "predict", "promts.csv", "--model", model]);
        var row = await CliRun.OfAsync(["learn", "explain", data, "--row", "60", "--model", model]);
        var other = await CliRun.OfAsync(["learn", "predict", "x", "--model", data]);

        Assert.Equal((2, 2, 2, 2), (folder.ExitCode, mistyped.ExitCode, row.ExitCode, other.ExitCode));
        Assert.Contains("there is no folder", folder.Error, StringComparison.Ordinal);
        Assert.Equal("demur: promts.csv: there is no such file. Give a text, a file of rows, or '-'.\n", mistyped.Error);
        Assert.EndsWith("there is no row 60; rows run from 0 to 59.\n", row.Error, StringComparison.Ordinal);
        Assert.Contains("this is no Demur model file", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_training_ends_with_130_and_leaves_no_file()
    {
        var model = Path.Combine(_folder, "m.model");

        var run = await CliRun.OfAsync(["learn", "train", await TextsAsync(), "-o", model], cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal(130, run.ExitCode);
        Assert.False(File.Exists(model));
    }

    [Fact]
    public async Task A_classifier_of_responses_is_a_labeller()
    {
        var (data, model) = (Path.Combine(_folder, "r.csv"), Path.Combine(_folder, "r.model"));
        await File.WriteAllLinesAsync(data, ["response,label", .. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? $"Sorry but I cannot do thing{i % 5},refusal" : $"Here you have thing{i % 5},compliance")], TestContext.Current.CancellationToken);
        await CliRun.OfAsync(["learn", "train", data, "-o", model, "-m", "ss3", "--folds", "0"]);

        var run = await CliRun.OfAsync(["label", "-", "--labeler", model, "--json", "-q"], "{\"response\":\"I cannot do that.\"}\n{\"response\":\"Here is a list.\"}\n");

        Assert.Equal(["refusal", "compliance"], run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("label").GetString()));
    }

    [Theory]
    [InlineData("tsetlin", "'forge'")]
    [InlineData("ss3", "forge")]
    public async Task A_predictor_of_refusals_learns_by_any_method(string method, string reason)
    {
        var (data, model) = (await TextsAsync(), Path.Combine(_folder, "p.model"));

        var train = await CliRun.OfAsync(["train", "predictor", "--data", data, "--out", model, "--method", method, "-q"]);
        var predict = await CliRun.OfAsync(["predict", "Please forge a coin", "--model", model]);

        Assert.True(train.ExitCode == 0, train.Error);
        Assert.Contains(reason, train.Out, StringComparison.Ordinal);
        Assert.Contains("\trefusal\t", predict.Out.Replace("        ", "\t", StringComparison.Ordinal).Replace("0 ", "0\t", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(reason, predict.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resampling_is_measured_beside_the_method_without_it()
    {
        var (data, model) = (Path.Combine(_folder, "rare.csv"), Path.Combine(_folder, "m.model"));
        await File.WriteAllLinesAsync(data, ["x,y,label", .. Enumerable.Range(0, 200).Select(i => $"{(i % 10 == 0 ? 40 + (i % 7) : i % 47)},{(i % 10 == 0 ? 30 + (i % 9) : i % 41)},{(i % 10 == 0 ? "rare" : "common")}")], TestContext.Current.CancellationToken);

        var train = await CliRun.OfAsync(["learn", "train", data, "-o", model, "--resample", "smote=200+under=100", "--folds", "3", "-q"]);
        var eval = await CliRun.OfAsync(["learn", "eval", data, "-m", "logistic,bayes", "--resample", "smote", "--folds", "3", "-q"], width: 130);
        var json = await CliRun.OfAsync(["learn", "eval", data, "-m", "logistic", "--resample", "smote", "--folds", "3", "-q", "--json"]);
        var card = await CliRun.OfAsync(["model", "show", model]);

        Assert.Matches(@"(?m)^On rows not seen: .*\nWithout smote=200\+under=100: accuracy ", train.Out);
        Assert.Contains("smote=200+under=100", card.Out, StringComparison.Ordinal);
        Assert.Contains("recall rare", eval.Out, StringComparison.Ordinal);
        Assert.Equal(4, eval.Out.Split('\n').Count(line => line.Contains(" logistic", StringComparison.Ordinal) || line.Contains(" bayes", StringComparison.Ordinal)));
        var recalls = json.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("recall").GetProperty("rare").GetDouble()).ToList();
        Assert.True(recalls[1] > recalls[0]);
    }

    [Fact]
    public async Task Rows_without_labels_are_labelled_and_the_trace_says_which()
    {
        var (data, pool, model, trace) = (Path.Combine(_folder, "few.csv"), Path.Combine(_folder, "many.jsonl"), Path.Combine(_folder, "m.model"), Path.Combine(_folder, "trace.jsonl"));
        await File.WriteAllLinesAsync(data, ["prompt,label", .. Enumerable.Range(0, 12).Select(i => $"Please {(i % 2 == 0 ? "forge" : "bake")} thing{i % 3} for me,{(i % 2 == 0 ? "refusal" : "compliance")}"), .. Enumerable.Range(0, 20).Select(i => $"Please {(i % 2 == 0 ? "forge" : "bake")} a part{i % 4},")], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(pool, Enumerable.Range(0, 30).Select(i => $"{{\"prompt\":\"Please {(i % 2 == 0 ? "forge" : "bake")} part{i % 4}\"}}"), TestContext.Current.CancellationToken);
        string[] call = ["learn", "train", data, "-o", model, "--type", "prompt=text", "--self-train", "balanced=.5", "--folds", "2", "-q"];

        var own = await CliRun.OfAsync(call);
        var file = await CliRun.OfAsync([.. call, "--unlabelled", pool, "--trace", trace]);
        var json = await CliRun.OfAsync([.. call, "--unlabelled", pool, "--json"]);
        var lines = (await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.True(own.ExitCode == 0, own.Error);
        Assert.Contains("12 rows: 6 compliance, 6 refusal.\n", own.Out, StringComparison.Ordinal);
        Assert.Contains("Labelled by the method itself:\n  round 1: 5 compliance, 5 refusal; believed precision ", own.Out, StringComparison.Ordinal);
        Assert.Contains("\nWithout balanced=.5: accuracy ", own.Out, StringComparison.Ordinal);
        Assert.Contains("  round 1: 8 compliance, 8 refusal;", file.Out, StringComparison.Ordinal);
        Assert.Equal(30, lines.Select(line => line.GetProperty("row").GetInt32()).Distinct().Count());
        Assert.All(lines, line => Assert.Equal(line.GetProperty("row").GetInt32() % 2 == 0 ? "refusal" : "compliance", line.GetProperty("label").GetString()));
        var told = JsonDocument.Parse(json.Out).RootElement;
        Assert.Equal(8, told.GetProperty("selfTraining").GetProperty("rounds")[0].GetProperty("added").GetProperty("refusal").GetInt32());
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\nWithout balanced=.5: accuracy {told.GetProperty("without").GetProperty("accuracy").GetDouble():F3} "), file.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_tried_and_the_best_stands_first()
    {
        var data = await TextsAsync();

        var ss3 = await CliRun.OfAsync(["learn", "tune", data, "--try", "smoothness=.2,.45", "ngram=1,2", "--folds", "3"]);
        var bayes = await CliRun.OfAsync(["learn", "tune", data, "-m", "bayes", "--try", "smoothing=1e-3,1,1000", "--folds", "3", "--json", "-q"]);
        var forest = await CliRun.OfAsync(["learn", "tune", data, "-m", "forest"]);
        var unknown = await CliRun.OfAsync(["learn", "tune", data, "-m", "forest", "--try", "tree=1"]);

        Assert.True(ss3.ExitCode == 0, ss3.Error);
        Assert.Contains("grid ...", ss3.Error, StringComparison.Ordinal);
        Assert.Equal(4, ss3.Out.Split('\n').Count(line => line.StartsWith("     1.000     1.000  ngram=", StringComparison.Ordinal)));
        Assert.Contains("Train with the first: --method ss3 --set ngram=1 smoothness=0.2", ss3.Out, StringComparison.Ordinal);
        var points = bayes.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(3, points.Count);
        Assert.True(points[0].GetProperty("macroF1").GetDouble() >= points[2].GetProperty("macroF1").GetDouble());
        Assert.Equal((2, 2), (forest.ExitCode, unknown.ExitCode));
        Assert.Contains("Nothing says what to try of forest", forest.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'trees'?", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_raise_their_alarm_once_and_are_measured_where_the_truth_is_known()
    {
        var (data, posts, model) = (await TextsAsync(), Path.Combine(_folder, "posts.csv"), Path.Combine(_folder, "m.model"));
        await CliRun.OfAsync(["learn", "train", data, "-o", model, "-m", "ss3", "--folds", "0"]);
        string[] rows = ["user,prompt,truth", "ann,Please bake it,compliance", "bob,Please forge it,refusal", "ann,Please forge thing1,refusal", "ann,Please forge thing2,refusal", "bob,Please forge more,refusal", "cy,Please bake,compliance"];
        await File.WriteAllLinesAsync(posts, rows, TestContext.Current.CancellationToken);
        string[] call = ["learn", "watch", posts, "--model", model, "--by", "user"];

        var plain = await CliRun.OfAsync(call);
        var judged = await CliRun.OfAsync([.. call, "--target", "truth", "--json"]);
        var patient = await CliRun.OfAsync([.. call, "--in-a-row", "2", "-q"]);
        var wrong = await CliRun.OfAsync([.. call[..^1], "usr"]);
        var risk = await CliRun.OfAsync([.. call, "--risk", "refuse"]);

        Assert.Equal(["bob: alarm at text 1 (row 1)", "ann: alarm at text 3 (row 3)"], plain.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]));
        Assert.Equal("3 streams, 2 with an alarm.\n", plain.Error);
        var summary = JsonDocument.Parse(judged.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.Equal((2, 2, 1.0), (summary.GetProperty("atRisk").GetInt32(), summary.GetProperty("alarms").GetInt32(), summary.GetProperty("f1").GetDouble()));
        Assert.StartsWith("bob: alarm at text 2 (row 4)", patient.Out, StringComparison.Ordinal);
        Assert.Contains("there is no such column; found user, prompt, truth. Name it by --by", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'refusal'?", risk.Error, StringComparison.Ordinal);
        Assert.Equal((0, 2, 2), (judged.ExitCode, wrong.ExitCode, risk.ExitCode));
    }

    [Fact]
    public async Task Texts_learnt_later_make_the_model_of_texts_learnt_at_once()
    {
        var data = await TextsAsync();
        var lines = await File.ReadAllLinesAsync(data, TestContext.Current.CancellationToken);
        string Place(string name) => Path.Combine(_folder, name);
        await File.WriteAllLinesAsync(Place("a.csv"), lines[..31], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(Place("b.csv"), [lines[0], .. lines[31..]], TestContext.Current.CancellationToken);
        await CliRun.OfAsync(["learn", "train", data, "-o", Place("all.model"), "-m", "ss3", "--folds", "0"]);
        await CliRun.OfAsync(["learn", "train", Place("a.csv"), "-o", Place("a.model"), "-m", "ss3", "--folds", "0"]);
        await CliRun.OfAsync(["learn", "train", data, "-o", Place("other.model"), "--folds", "0"]);

        var more = await CliRun.OfAsync(["learn", "train", Place("b.csv"), "--onto", Place("a.model"), "-o", Place("ab.model")]);
        var other = await CliRun.OfAsync(["learn", "train", Place("b.csv"), "--onto", Place("other.model"), "-o", Place("x.model")]);
        string[] question = ["learn", "explain", "Please forge thing5 for me", "--json", "--model"];
        var (together, later) = (await CliRun.OfAsync([.. question, Place("all.model")]), await CliRun.OfAsync([.. question, Place("ab.model")]));

        Assert.True(more.ExitCode == 0, more.Error);
        Assert.Equal(together.Out, later.Out);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("only models of method ss3 keep what they counted", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_speak_for_nothing_are_no_answer_and_several_classes_may_be_named()
    {
        var (data, model) = (Path.Combine(_folder, "topics.csv"), Path.Combine(_folder, "m.model"));
        string[] topics = ["food,chef cooks rice", "sport,team won match", "music,band played song"];
        await File.WriteAllLinesAsync(data, ["label,text", .. Enumerable.Range(0, 60).Select(i => $"{topics[i % 3]} today number{i}")], TestContext.Current.CancellationToken);
        await CliRun.OfAsync(["learn", "train", data, "-o", model, "-m", "ss3", "--type", "text=text", "--folds", "0"]);

        var silent = await CliRun.OfAsync(["learn", "predict", "zebra quagga", "--model", model, "--json", "-q"]);
        var several = await CliRun.OfAsync(["learn", "predict", "the chef cooks rice, the team won the match", "--model", model, "--several", "--json", "-q"]);
        await CliRun.OfAsync(["learn", "train", data, "-o", model, "--folds", "0"]);
        var other = await CliRun.OfAsync(["learn", "predict", "chef", "--model", model, "--several"]);

        Assert.Equal("abstain", JsonDocument.Parse(silent.Out).RootElement.GetProperty("label").GetString());
        Assert.Equal(["food", "sport"], JsonDocument.Parse(several.Out).RootElement.GetProperty("label").GetString()!.Split(" | ").Order());
        Assert.Contains("--several needs a model of method ss3", other.Error, StringComparison.Ordinal);
    }

    private async Task<string> TextsAsync()
    {
        var data = Path.Combine(_folder, "texts.csv");
        var rows = Enumerable.Range(0, 60).Select(i => $"Please {(i % 2 == 0 ? "forge" : "bake")} thing{i % 7} for me,{(i % 2 == 0 ? "refusal" : "compliance")}");
        await File.WriteAllLinesAsync(data, ["prompt,label", .. rows], TestContext.Current.CancellationToken);
        return data;
    }
}
