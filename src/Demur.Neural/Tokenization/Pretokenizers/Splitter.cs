using Demur.Decisions;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>Cuts a stretch of text at matches by one of the five behaviours.</summary>
internal static class Splitter
{
    /// <summary>Adds the parts of a stretch.</summary>
    /// <param name="within">The stretch.</param>
    /// <param name="matches">Matches in order, inside the stretch.</param>
    /// <param name="behavior">What becomes of the matches.</param>
    /// <param name="invert">Whether the matches are the content and what lies between them the separators.</param>
    /// <param name="parts">Receives the parts; empty ones are left out.</param>
    public static void Split(TextSpan within, List<TextSpan> matches, SplitBehavior behavior, bool invert, List<TextSpan> parts)
    {
        var writer = new PartWriter(behavior, parts);
        var done = within.Start;
        foreach (var match in matches)
        {
            writer.Add(done, match.Start, invert);
            writer.Add(match.Start, match.End, !invert);
            done = match.End;
        }

        writer.Add(done, within.End, invert);
        writer.Finish();
    }

    private struct PartWriter(SplitBehavior behavior, List<TextSpan> parts)
    {
        private int _start = -1;
        private int _end;
        private bool _lastMatched;

        public void Add(int start, int end, bool matched)
        {
            // An empty match leaves no part, but parts around it stay apart.
            if (start == end || (behavior == SplitBehavior.Removed && matched))
            {
                return;
            }

            var joins = _start >= 0 && behavior switch
            {
                SplitBehavior.MergedWithPrevious => matched && !_lastMatched,
                SplitBehavior.MergedWithNext => !matched && _lastMatched,
                SplitBehavior.Contiguous => matched == _lastMatched,
                _ => false,
            };
            if (!joins)
            {
                Finish();
                _start = start;
            }

            _end = end;
            _lastMatched = matched;
        }

        public readonly void Finish()
        {
            if (_start >= 0)
            {
                parts.Add(new TextSpan(_start, _end - _start));
            }
        }
    }
}
