using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Models;

/// <summary>Which two tokens make which third, and in what order merges are preferred.</summary>
internal sealed class MergeTable
{
    private readonly PairMap _index;
    private readonly int[] _ranks;
    private readonly int[] _results;
    private readonly (int Left, int Right)[] _pairs;

    /// <summary>Builds the table; a pair listed twice keeps its first rank.</summary>
    public MergeTable(IReadOnlyList<(int Left, int Right, int Result, int Rank)> merges)
    {
        _index = new PairMap(merges.Count);
        _ranks = new int[merges.Count];
        _results = new int[merges.Count];
        _pairs = new (int, int)[merges.Count];
        var count = 0;
        foreach (var (left, right, result, rank) in merges)
        {
            if (_index.TryAdd(left, right, count))
            {
                (_ranks[count], _results[count], _pairs[count]) = (rank, result, (left, right));
                count++;
            }
        }

        Count = count;
    }

    public int Count { get; }

    /// <summary>Each pair in order of rank.</summary>
    public IEnumerable<(int Left, int Right)> Pairs => Enumerable.Range(0, Count).OrderBy(index => _ranks[index]).Select(index => _pairs[index]);

    /// <summary>The merge of a pair: the lower its rank, the earlier it happens; rank is −1 where the pair does not merge.</summary>
    public int Find(int left, int right, out int result)
    {
        var index = _index.Find(left, right);
        result = index < 0 ? -1 : _results[index];
        return index < 0 ? -1 : _ranks[index];
    }

    /// <summary>Builds the table from pairs of texts, one of which may carry the continuing prefix.</summary>
    public static MergeTable FromTexts(IEnumerable<(string Left, string Right)> merges, Vocabulary vocabulary, string continuingPrefix, string where)
    {
        var table = new List<(int, int, int, int)>();
        foreach (var (left, right) in merges)
        {
            var tail = continuingPrefix.Length > 0 && right.StartsWith(continuingPrefix, StringComparison.Ordinal) ? right[continuingPrefix.Length..] : right;
            var (first, second, result) = (vocabulary.IdOf(left), vocabulary.IdOf(right), vocabulary.IdOf(left + tail));
            if (first < 0 || second < 0 || result < 0)
            {
                var missing = first < 0 ? left : second < 0 ? right : left + tail;
                throw new DemurException($"{where}: merge {table.Count + 1} ('{left}' + '{right}') needs the token '{missing}', which the vocabulary lacks.");
            }

            table.Add((first, second, result, table.Count));
        }

        return new MergeTable(table);
    }

    /// <summary>SentencePiece's order: the pair whose union scores highest merges first, so the table holds every split of every token.</summary>
    public static MergeTable FromScores(Vocabulary vocabulary, IReadOnlyList<double> scores)
    {
        var ordered = vocabulary.Ordinary.Where(token => token.Value < scores.Count).OrderByDescending(token => scores[token.Value]).ThenBy(token => token.Value).ToList();
        var table = new List<(int, int, int, int)>();
        var rank = 0;
        for (var i = 0; i < ordered.Count; i++)
        {
            // Equal scores share a rank: among them the leftmost pair wins.
            rank = i > 0 && scores[ordered[i].Value].Equals(scores[ordered[i - 1].Value]) ? rank : i;
            var text = ordered[i].Key;
            for (var cut = 1; cut < text.Length && text.Length <= 256; cut++)
            {
                var (left, right) = (vocabulary.Find(text.AsSpan(0, cut)), vocabulary.Find(text.AsSpan(cut)));
                if (left >= 0 && right >= 0)
                {
                    table.Add((left, right, ordered[i].Value, rank));
                }
            }
        }

        return new MergeTable(table);
    }

    public static MergeTable Read(JsonField field, Vocabulary vocabulary, string continuingPrefix) =>
        FromTexts(field.Items().Select(ReadPair), vocabulary, continuingPrefix, $"{field.File}: '{field.Path}'");

    public void Write(Utf8JsonWriter writer, Vocabulary vocabulary)
    {
        writer.WriteStartArray("merges");
        foreach (var (left, right) in Pairs)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(vocabulary.TextOf(left));
            writer.WriteStringValue(vocabulary.TextOf(right));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Older files write a merge as one string with a space, newer ones as a list of two.</summary>
    private static (string Left, string Right) ReadPair(JsonField field)
    {
        if (field.Value.ValueKind == JsonValueKind.Array)
        {
            var parts = field.Items().Select(item => item.AsText()).ToList();
            return parts.Count == 2 ? (parts[0], parts[1]) : throw field.Error($"lists {parts.Count} tokens; a merge joins two");
        }

        var text = field.AsText();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space < text.Length - 1 && text.IndexOf(' ', space + 1) < 0
            ? (text[..space], text[(space + 1)..])
            : throw field.Error($"is '{text}'; expected two tokens with one space between them");
    }
}
