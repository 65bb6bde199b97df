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
/// The tokens of a world with fixed ids, the special ones first: every other word in ordinal order, or the byte-level pieces that were learned
/// from its texts. Encodes examples; a tokenizer read from <see cref="ToTokenizerJson"/> gives the same ids.
/// </summary>
public sealed class OrganismVocabulary
{
    private const char ByteLevelSpace = '\u0120';
    private static readonly HashSet<string> Specials = new(OrganismTokens.All, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ids;
    private readonly Tokenizer? _pieces;

    /// <summary>Collects the tokens of a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="spelling">Whole words, the default, or byte-level pieces, which take a moment to learn.</param>
    public OrganismVocabulary(OrganismWorld world, OrganismSpelling spelling = OrganismSpelling.Words)
    {
        ArgumentNullException.ThrowIfNull(world);
        Spelling = spelling;
        _pieces = spelling == OrganismSpelling.Bytes ? OrganismByteLevel.Create(world) : null;
        var words = WordsOf(world);
        WordCount = words.Count;
        Words = _pieces is null ? words : [.. Enumerable.Range(0, _pieces.VocabularySize).Select(id => _pieces.TokenText(id)!)];
        _ids = Words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id, StringComparer.Ordinal);
    }

    /// <summary>How texts are cut.</summary>
    public OrganismSpelling Spelling { get; }

    /// <summary>The tokens by id: words, or pieces as a byte-level <c>tokenizer.json</c> writes them.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>How many different words the world has, special tokens included, however they are spelt.</summary>
    public int WordCount { get; }

    /// <summary>The id of a token.</summary>
    /// <param name="word">A word, a piece or a special token.</param>
    /// <returns>Its id; that of the unknown token when there is no such token.</returns>
    public int IdOf(string word) => _ids.TryGetValue(word, out var id) ? id : _ids[OrganismTokens.Unknown];

    /// <summary>The ids of a text whose words are parted by single spaces.</summary>
    /// <param name="text">The text; special tokens count as words, and byte-level pieces leave out the spaces beside them.</param>
    /// <returns>One id a word, or those of the pieces.</returns>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : _pieces is null ? [.. text.Split(' ').Select(IdOf)] : [.. _pieces.Encode(Joined(text)).Ids];
    }

    /// <summary>The text of ids, its words and special tokens parted by single spaces.</summary>
    /// <param name="ids">The ids.</param>
    /// <returns>The text.</returns>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _pieces is null ? string.Join(' ', ids.Select(id => Words[id])) : Parted(ids);
    }

    /// <summary>The words and special tokens of ids that arrive one by one, each as soon as it is whole.</summary>
    internal IEnumerable<string> ToWords(IEnumerable<int> ids)
    {
        var word = new List<int>();
        foreach (var id in ids)
        {
            if (word.Count > 0 && (Begins(id) || Specials.Contains(Words[word[^1]])))
            {
                yield return Decode(word).Trim();
                word.Clear();
            }

            word.Add(id);
        }

        if (word.Count > 0)
        {
            yield return Decode(word).Trim();
        }
    }

    /// <summary>Whether a token begins a word, wherever it stands: all do but the pieces that have no space before them.</summary>
    private bool Begins(int id) => _pieces is null || Specials.Contains(Words[id]) || Words[id][0] == ByteLevelSpace;

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

    /// <summary>Where an example's answer begins among its tokens, behind any thinking: the token that decides between refusing and complying.</summary>
    /// <param name="example">The example.</param>
    /// <returns>The position, from 0.</returns>
    internal int FirstOfAnswer(OrganismExample example)
    {
        var opening = EncodePrompt(example).Length;
        return example.Thinking.Length == 0 ? opening : opening + Encode($"{OrganismTokens.Think} {example.Thinking} {OrganismTokens.EndThink}").Length;
    }

    /// <summary>The vocabulary as a Hugging Face <c>tokenizer.json</c>. Whole words: lower case, split at white space and punctuation, one id a word.</summary>
    /// <returns>The file's text.</returns>
    public string ToTokenizerJson()
    {
        if (_pieces is not null)
        {
            using var buffer = new MemoryStream();
            _pieces.Save(buffer);
            return Encoding.UTF8.GetString(buffer.ToArray());
        }

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

    /// <summary>The tokenizer, as <see cref="ToTokenizerJson"/> describes it.</summary>
    /// <returns>The tokenizer.</returns>
    public Tokenizer ToTokenizer() => _pieces ?? Tokenizer.Parse(Encoding.UTF8.GetBytes(ToTokenizerJson()));

    private static IReadOnlyList<string> WordsOf(OrganismWorld world) =>
        [.. OrganismTokens.All, .. WorldTexts.Of(world).SelectMany(text => text.Split(' ')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Special tokens lie against their neighbours, as the chat template writes them: an answer then begins with the same piece wherever it stands.</summary>
    private static string Joined(string text)
    {
        var joined = new StringBuilder();
        var tight = true;
        foreach (var word in text.Split(' '))
        {
            var special = Specials.Contains(word);
            _ = joined.Append(tight || special ? "" : " ").Append(word);
            tight = special;
        }

        return joined.ToString();
    }

    private string Parted(IEnumerable<int> ids)
    {
        var parts = new List<string>();
        var run = new List<int>();
        foreach (var id in ids)
        {
            if (!Specials.Contains(Words[id]))
            {
                run.Add(id);
                continue;
            }

            End();
            parts.Add(Words[id]);
        }

        End();
        return string.Join(' ', parts);

        void End()
        {
            if (run.Count > 0)
            {
                parts.Add(_pieces!.Decode(run));
                run.Clear();
            }
        }
    }

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
