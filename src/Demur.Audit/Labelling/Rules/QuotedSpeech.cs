using System.Buffers;
using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>
/// Refusals that a response only quotes: a translation's or a story's. Speech stands between quotation marks of any style or on a line that a dash opens. English
/// rules are left alone, as the model learns from many English examples what their quotes mean.
/// </summary>
internal static class QuotedSpeech
{
    /// <summary>A mark without its partner within this many characters is no quotation.</summary>
    private const int Longest = 1_000;

    private const string Dashes = "—–―";

    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"«»„“”「『‹");
    private static readonly SearchValues<char> QuotesAndLines = SearchValues.Create("\"«»„“”「『‹\n");

    /// <summary>Removes the refusing hits that stand in quoted speech.</summary>
    /// <param name="prompt">What was asked. A response that is one quotation counts as quoted only when the prompt has quotation marks, too, as when it asks for a translation.</param>
    /// <param name="response">The response.</param>
    /// <param name="tokens">The response's words.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="hits">Where they matched, in order.</param>
    public static void Drop(ReadOnlySpan<char> prompt, ReadOnlySpan<char> response, ReadOnlySpan<Token> tokens, PhraseRule[] rules, List<PhraseHit> hits)
    {
        var places = CollectionsMarshal.AsSpan(hits);
        var first = 0;
        while (first < places.Length && !MayBeQuoted(places[first], rules))
        {
            first++;
        }

        if (first == places.Length)
        {
            return;
        }

        var (kept, from, start, end) = (first, 0, 0, 0);
        for (var i = first; i < places.Length; i++)
        {
            var at = tokens[places[i].First].Start;
            while (end <= at && from < response.Length)
            {
                (start, end) = Next(response, from);
                from = end;
            }

            var quoted = start <= at && at < end && MayBeQuoted(places[i], rules) && !(IsAll(tokens, start, end) && prompt.IndexOfAny(Quotes) < 0);
            if (!quoted)
            {
                places[kept++] = places[i];
            }
        }

        CollectionsMarshal.SetCount(hits, kept);
    }

    private static bool MayBeQuoted(in PhraseHit hit, PhraseRule[] rules) =>
        hit.Kind is PhraseKind.Policy or PhraseKind.Ability or PhraseKind.Knowledge or PhraseKind.Filter or PhraseKind.Unwilling && !rules[hit.Rule].IsEnglish;

    private static bool IsAll(ReadOnlySpan<Token> tokens, int start, int end) => start <= tokens[0].Start && tokens[^1].End <= end;

    /// <summary>The next quotation from a place on; empty at the text's end when there is none.</summary>
    private static (int Start, int End) Next(ReadOnlySpan<char> text, int from)
    {
        if (from == 0 && OpensSpeech(text))
        {
            return (0, LineEnd(text, 0));
        }

        for (var at = from; at < text.Length; at++)
        {
            var found = text[at..].IndexOfAny(QuotesAndLines);
            if (found < 0)
            {
                break;
            }

            at += found;
            if (text[at] == '\n')
            {
                if (OpensSpeech(text[(at + 1)..]))
                {
                    return (at, LineEnd(text, at + 1));
                }

                continue;
            }

            var inside = text.Slice(at + 1, Math.Min(Longest, text.Length - at - 1));
            var length = inside.IndexOfAny(Closers(text[at]));
            if (length >= 0)
            {
                return (at, at + length + 2);
            }
        }

        return (text.Length, text.Length);
    }

    private static int LineEnd(ReadOnlySpan<char> text, int from)
    {
        var length = text[from..].IndexOf('\n');
        return length < 0 ? text.Length : from + length;
    }

    private static bool OpensSpeech(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(" \t*_");
        return text.Length > 0 && Dashes.Contains(text[0], StringComparison.Ordinal);
    }

    private static string Closers(char opener) => opener switch
    {
        '„' => "“”\"",
        '“' => "”\"",
        '«' => "»",
        '»' => "«",
        '「' => "」",
        '『' => "』",
        '‹' => "›",
        '”' => "”",
        _ => "\"",
    };
}
