using System.Text.Json;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Internal;

/// <summary>
/// The tokenizer of Universal Sentence Encoder Lite: the most likely cut of the text into pieces of a vocabulary of 8,000, found as the original finds it,
/// including that a best score of exactly zero counts as none yet.
/// </summary>
internal sealed class UseLiteVocabulary
{
    private const char Space = '\u2581';
    private const int FirstPiece = 6;

    private readonly (string Text, float Score)[] _pieces;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly int _longest;

    private UseLiteVocabulary((string Text, float Score)[] pieces)
    {
        _pieces = pieces;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = FirstPiece; id < pieces.Length; id++)
        {
            ids[pieces[id].Text] = id;
        }

        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = pieces.Max(piece => piece.Text.Length);
    }

    internal int Count => _pieces.Length;

    /// <summary>Reads <c>vocab.json</c>, a list of pieces with their scores; a missing score counts as zero.</summary>
    /// <exception cref="DemurException">The file is absent or no such list.</exception>
    internal static UseLiteVocabulary Load(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var pieces = json.RootElement.EnumerateArray().Select(piece => (piece[0].GetString() ?? "", piece[1].ValueKind == JsonValueKind.Null ? 0f : piece[1].GetSingle())).ToArray();
            return pieces.Length > FirstPiece ? new UseLiteVocabulary(pieces) : throw CheckpointError.Invalid(path, "content", "a vocabulary was expected here, and there are no pieces.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CheckpointError.Unreadable(path, error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw CheckpointError.Invalid(path, "content", "a list of pieces, each with its score, was expected here.", error);
        }
    }

    /// <summary>Cuts a text that is already normalised (NFKC) into pieces; text that no piece spells is number 0, once for each stretch.</summary>
    internal List<int> Encode(string normalised)
    {
        if (normalised.Length == 0)
        {
            return [];
        }

        var text = Space + normalised.Replace(' ', Space);
        var words = BestPieces(text);
        var ids = new List<int>();
        for (var end = text.Length; end > 0;)
        {
            var id = words[end];
            if (id != 0 || ids.Count == 0 || ids[^1] != 0)
            {
                ids.Add(id);
            }

            end -= id != 0 ? _pieces[id].Text.Length : end > 1 && char.IsSurrogatePair(text[end - 2], text[end - 1]) ? 2 : 1;
        }

        ids.Reverse();
        return ids;
    }

    private int[] BestPieces(string text)
    {
        var words = new int[text.Length + 1];
        var best = new double[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            for (var start = Math.Max(0, end - _longest); start < end; start++)
            {
                if (!_ids.TryGetValue(text.AsSpan(start, end - start), out var id))
                {
                    continue;
                }

                var score = _pieces[id].Score + best[start];
                if (best[end] == 0 || score >= best[end])
                {
                    best[end] = score;
                    words[end] = id;
                }
            }
        }

        return words;
    }
}
