using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Rules;
using Demur.Decisions;

namespace Demur.Audit.Labelling;

/// <summary>Finds where the declining words start and end: the run of sentences around the first refusing phrase, or around the first moral one when there is none.</summary>
internal static class OnsetFinder
{
    /// <summary>Finds the onset.</summary>
    /// <param name="workspace">The response, read.</param>
    /// <returns>The span of the refusing sentences, or null when no phrase refuses.</returns>
    public static TextSpan? Find(LabellingWorkspace workspace)
    {
        var hits = CollectionsMarshal.AsSpan(workspace.Hits);
        var sentence = FirstSentence(workspace, hits, strict: true) ?? FirstSentence(workspace, hits, strict: false);
        return sentence is { } first ? SpanOf(workspace, first, LastSentence(workspace, hits, first)) : null;
    }

    private static bool Refuses(PhraseKind kind) => kind is PhraseKind.Policy or PhraseKind.Ability or PhraseKind.Knowledge or PhraseKind.Filter;

    private static int? FirstSentence(LabellingWorkspace workspace, ReadOnlySpan<PhraseHit> hits, bool strict)
    {
        foreach (ref readonly var hit in hits)
        {
            if (strict ? Refuses(hit.Kind) : hit.Kind is PhraseKind.Unwilling or PhraseKind.Moral or PhraseKind.Urge or PhraseKind.Care or PhraseKind.Contradict)
            {
                return workspace.Response.Tokens[hit.First].Sentence;
            }
        }

        return null;
    }

    /// <summary>The last sentence of the run: it goes on while each next sentence refuses or moralises.</summary>
    private static int LastSentence(LabellingWorkspace workspace, ReadOnlySpan<PhraseHit> hits, int first)
    {
        var last = first;
        foreach (ref readonly var hit in hits)
        {
            var sentence = workspace.Response.Tokens[hit.First].Sentence;
            if (sentence == last + 1 && (Refuses(hit.Kind) || hit.Kind == PhraseKind.Moral))
            {
                last = sentence;
            }
        }

        return last;
    }

    private static TextSpan SpanOf(LabellingWorkspace workspace, int first, int last)
    {
        var (start, end) = (-1, -1);
        foreach (ref readonly var token in workspace.Response.Tokens)
        {
            if (token.Sentence >= first && token.Sentence <= last)
            {
                start = start < 0 ? token.Start : start;
                end = token.End;
            }
        }

        return new TextSpan(start, end - start);
    }
}
