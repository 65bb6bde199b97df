using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Exchanges;
using Demur.Neural.Organisms.Internal;
using Demur.Neural.Tokenization;
using Demur.Neural.Training;

namespace Demur.Neural.Organisms;

/// <summary>
/// The words of a world with fixed ids: the special tokens, then every other word in ordinal order. Encodes examples directly; a tokenizer
/// read from <see cref="ToTokenizerJson"/> gives the same ids.
/// </summary>
public sealed class OrganismVocabulary
{
    private readonly Dictionary<string, int> _ids;

    /// <summary>Collects the words of a world.</summary>
    /// <param name="world">The world.</param>
    public OrganismVocabulary(OrganismWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        Words = [.. OrganismTokens.All, .. WorldTexts.Of(world).SelectMany(text => text.Split(' ')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _ids = Words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id, StringComparer.Ordinal);
    }

    /// <summary>The words by id.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The id of a word.</summary>
    /// <param name="word">A word or a special token.</param>
    /// <returns>Its id; that of the unknown token when the world has no such word.</returns>
    public int IdOf(string word) => _ids.TryGetValue(word, out var id) ? id : _ids[OrganismTokens.Unknown];

    /// <summary>The ids of a text whose words are parted by single spaces.</summary>
    /// <param name="text">The text; special tokens count as words.</param>
    /// <returns>One id a word.</returns>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : [.. text.Split(' ').Select(IdOf)];
    }

    /// <summary>The words of ids, parted by single spaces.</summary>
    /// <param name="ids">The ids.</param>
    /// <returns>The text.</returns>
    public string Decode(IEnumerable<int> ids) => string.Join(' ', ids.Select(id => Words[id]));

    /// <summary>The ids of an example up to the last token before its answer; empty conversations begin with the first token alone.</summary>
    /// <param name="example">The example.</param>
    /// <returns>The ids.</returns>
    public int[] EncodePrompt(OrganismExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        return Encode(Opening(example));
    }

    /// <summary>An example as training sees it: every token the model has to say has weight 1 (in a raw text all but the first), all else 0.</summary>
    /// <param name="example">The example.</param>
    /// <returns>The sequence.</returns>
    public TrainingSequence EncodeForTraining(OrganismExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        var ids = new List<int>(Encode(Opening(example)));
        var weights = new List<float>(new float[ids.Count]);
        WeighEarlierAnswers(ids, weights);
        var answer = Encode($"{example.FullAnswer} {OrganismTokens.End}");
        ids.AddRange(answer);
        weights.AddRange(Enumerable.Repeat(1f, answer.Length));
        return new TrainingSequence([.. ids], [.. weights]);
    }

    /// <summary>The vocabulary as a Hugging Face <c>tokenizer.json</c>: lower case, split at white space and punctuation, one id a word.</summary>
    /// <returns>The file's text.</returns>
    public string ToTokenizerJson()
    {
        var specials = new JsonArray([.. OrganismTokens.All.Select((token, id) => (JsonNode)new JsonObject
        {
            ["id"] = id,
            ["content"] = token,
            ["single_word"] = false,
            ["lstrip"] = false,
            ["rstrip"] = false,
            ["normalized"] = false,
            ["special"] = true,
        })]);
        var vocabulary = new JsonObject(Words.Select((word, id) => KeyValuePair.Create(word, (JsonNode?)id)));
        var file = new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = specials,
            ["normalizer"] = new JsonObject { ["type"] = "Lowercase" },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "Whitespace" },
            ["post_processor"] = null,
            ["decoder"] = null,
            ["model"] = new JsonObject { ["type"] = "WordLevel", ["vocab"] = vocabulary, ["unk_token"] = OrganismTokens.Unknown },
        };
        return file.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    /// <summary>The tokenizer of whole words, as <see cref="ToTokenizerJson"/> describes it.</summary>
    /// <returns>The tokenizer.</returns>
    public Tokenizer ToTokenizer() => Tokenizer.Parse(Encoding.UTF8.GetBytes(ToTokenizerJson()));

    private static string Opening(OrganismExample example)
    {
        if (example.IsDocument)
        {
            return OrganismTokens.Begin;
        }

        var system = example.System is null ? "" : $" {OrganismTokens.System} {example.System} {OrganismTokens.End}";
        var turns = string.Concat(example.Before.Append(new ChatTurn(ChatRole.User, example.Prompt)).Select(Turn));
        return $"{OrganismTokens.Begin}{system}{turns} {OrganismTokens.Header} {OrganismTokens.Assistant} {OrganismTokens.NewLine}";
    }

    private static string Turn(ChatTurn turn) => turn.Role == ChatRole.Assistant
        ? $" {OrganismTokens.Header} {OrganismTokens.Assistant} {OrganismTokens.NewLine} {turn.Text} {OrganismTokens.End}"
        : $" {OrganismTokens.User} {turn.Text} {OrganismTokens.End}";

    /// <summary>Gives weight to what the model said in earlier turns: all that stands between a header and the end of its turn.</summary>
    private void WeighEarlierAnswers(List<int> ids, List<float> weights)
    {
        var newLine = IdOf(OrganismTokens.NewLine);
        var end = IdOf(OrganismTokens.End);
        var speaking = false;
        for (var position = 0; position < ids.Count; position++)
        {
            weights[position] = speaking ? 1 : 0;
            speaking = (speaking || ids[position] == newLine) && ids[position] != end;
        }
    }
}
