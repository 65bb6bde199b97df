using Demur.Audit.Reproductions.PromptRefusal;
using Demur.Reproduction;

namespace Demur.Tests.Reproduction;

public sealed class HandLabelledAnswersTests : IDisposable
{
    private const string Header = "row,kept_row,source,is_insincere,tone,label,split_seed0\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-answers-").FullName;

    public HandLabelledAnswersTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "01-predicting-prompt-refusal"));
        Write("all_hand_labeled.json", """[{"prompt":"p0","response":"r0"},{"prompt":"p1","response":"r1"},{"prompt":"p2","response":"r2"}]""");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Answers_are_joined_with_their_labels_and_dropped_tones_are_left_out()
    {
        Write("index.csv", Header + "0,0,nyp,,complied,complied,train\n1,,quora,1,dontknow,,dropped\n2,1,quora,0,redirected,rejected,test\n");

        var answers = await LoadAsync();

        Assert.Equal(
            [new HandLabelledAnswer("p0", "r0", "nyp", false, "train"), new HandLabelledAnswer("p2", "r2", "quora", true, "test")],
            answers);
    }

    [Fact]
    public async Task Files_of_different_lengths_are_refused()
    {
        Write("index.csv", Header + "0,0,nyp,,complied,complied,train\n");

        var error = await Assert.ThrowsAsync<DemurException>(LoadAsync);

        Assert.Contains("all_hand_labeled.json has 3 rows and index.csv 1", error.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, "01-predicting-prompt-refusal", name), text);

    private Task<IReadOnlyList<HandLabelledAnswer>> LoadAsync() =>
        HandLabelledAnswers.LoadAsync(new DataLocator(_ => _folder), TestContext.Current.CancellationToken);
}
