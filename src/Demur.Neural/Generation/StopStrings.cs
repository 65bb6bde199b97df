using System.Text;

namespace Demur.Neural.Generation;

/// <summary>Watches a stream of text for stop texts, and holds back what may be the beginning of one.</summary>
internal sealed class StopStrings(IReadOnlyList<string> stops)
{
    private readonly StringBuilder _held = new();

    /// <summary>Takes more text and gives what is certain; says whether a stop text has come up, after which nothing more is wanted.</summary>
    public string Push(string text, out bool stopped)
    {
        stopped = false;
        if (stops.Count == 0)
        {
            return text;
        }

        var all = _held.Append(text).ToString();
        _held.Clear();
        var first = stops.Select(stop => all.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        if (first >= 0)
        {
            stopped = true;
            return all[..first];
        }

        var keep = stops.Max(stop => Overlap(all, stop));
        _held.Append(all, all.Length - keep, keep);
        return all[..^keep];
    }

    /// <summary>What is still held back, as nothing more comes.</summary>
    public string Finish() => _held.ToString();

    /// <summary>The longest end of a text that is the beginning of a stop text.</summary>
    private static int Overlap(string text, string stop)
    {
        for (var length = Math.Min(text.Length, stop.Length - 1); length > 0; length--)
        {
            if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}
