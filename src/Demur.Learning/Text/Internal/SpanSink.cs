using Demur.Decisions;

namespace Demur.Learning.Text.Internal;

/// <summary>Collects where each known term stands in the original text.</summary>
internal readonly struct SpanSink(TermTable table, TextWorkspace workspace, Dictionary<int, List<TextSpan>> spans) : INgramSink
{
    public void Add(ReadOnlySpan<char> ngram, ulong hash, int start)
    {
        var term = table.Find(ngram, hash);
        if (term < 0)
        {
            return;
        }

        if (!spans.TryGetValue(term, out var places))
        {
            spans[term] = places = [];
        }

        var trimmed = ngram.Trim();
        if (trimmed.Length == 0)
        {
            return;
        }

        // Padding and folded spaces have no place of their own; the characters between them do.
        var first = start + ngram.IndexOf(trimmed[0]);
        var from = workspace.Origins[first];
        var to = workspace.Origins[first + trimmed.Length - 1];
        places.Add(new TextSpan(from, to - from + 1));
    }
}
