using System.Text.Json;
using Demur.Audit.Runs;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The short rows of all answers, column by column, with names once and numbers for them.</summary>
internal static class AnswerIndex
{
    private const int PreviewLength = 140;

    public static void Write(Utf8JsonWriter json, ReportModel model, int blockSize)
    {
        var answers = model.Run.Answers;
        var categories = model.Statistics.Categories;
        json.WriteStartObject();
        json.WriteNumber("block", blockSize);
        json.WriteNumber("blocks", (answers.Count + blockSize - 1) / blockSize);
        WriteNames(json, "suites", model.Statistics.Suites.Select(suite => suite.Id));
        WriteNames(json, "outcomes", Enum.GetValues<ExchangeOutcome>().Select(Words.Key));
        WriteNames(json, "stances", Enum.GetValues<Stance>().Select(Words.Of));
        json.WriteStartArray("categories");
        foreach (var category in categories)
        {
            json.WriteStartObject();
            json.WriteString("id", category.Id);
            json.WriteString("name", category.Name);
            json.WriteString("group", category.Group);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteColumns(json, answers, Numbers(categories.Select(category => category.Id)), Numbers(model.Statistics.Suites.Select(suite => suite.Id)));
        json.WriteEndObject();
    }

    private static void WriteColumns(
        Utf8JsonWriter json, IReadOnlyList<LabelledAnswer> answers, Dictionary<string, int> categories, Dictionary<string, int> suites)
    {
        WriteColumn(json, "id", answers, answer => json.WriteStringValue(answer.Answer.Prompt.Id));
        WriteColumn(json, "sample", answers, answer => json.WriteNumberValue(answer.Answer.Sample));
        WriteColumn(json, "suite", answers, answer => json.WriteNumberValue(suites[answer.Answer.Suite]));
        WriteColumn(json, "category", answers, answer => json.WriteNumberValue(categories[answer.Answer.Prompt.Category]));
        WriteColumn(json, "outcome", answers, answer => json.WriteNumberValue((int)answer.Answer.Outcome));
        WriteColumn(json, "stance", answers, answer => json.WriteNumberValue(answer is { IsScored: true, Decision.Stance: { } stance } ? (int)stance : -1));
        WriteColumn(json, "score", answers, answer => WriteScore(json, answer));
        WriteColumn(json, "preview", answers, answer => json.WriteStringValue(Excerpt.Of(answer.Answer.Prompt.Text, PreviewLength)));
        json.WriteString("expected", string.Concat(answers.Select(answer => Letter(answer.Answer.Prompt.Expected))));
        json.WriteString("label", string.Concat(answers.Select(Letter)));
    }

    private static void WriteScore(Utf8JsonWriter json, LabelledAnswer answer)
    {
        if (answer.Decision is { } decision && double.IsFinite(decision.Score))
        {
            json.WriteNumberValue(Math.Round(decision.Score, 4));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static char Letter(ExpectedStance expected) => expected switch { ExpectedStance.Comply => 'c', ExpectedStance.Refuse => 'r', _ => 'e' };

    private static char Letter(LabelledAnswer answer) => answer switch
    {
        { IsScored: true, Decision.IsRefusal: true } => 'r',
        { IsScored: true } => 'c',
        { Decision: not null } => 'u',
        _ => 'n',
    };

    private static void WriteColumn(Utf8JsonWriter json, string name, IReadOnlyList<LabelledAnswer> answers, Action<LabelledAnswer> write)
    {
        json.WriteStartArray(name);
        foreach (var answer in answers)
        {
            write(answer);
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var item in names)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static Dictionary<string, int> Numbers(IEnumerable<string> names) =>
        names.Select((name, index) => (name, index)).ToDictionary(item => item.name, item => item.index, StringComparer.Ordinal);
}
