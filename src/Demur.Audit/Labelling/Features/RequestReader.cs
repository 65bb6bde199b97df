using System.Collections.Frozen;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>Tells what a prompt asks for by the first words of its last real sentence (English only; other languages read as <see cref="RequestKind.Task"/>).</summary>
internal static class RequestReader
{
    /// <summary>A last sentence with fewer words is an afterthought, such as "Thank you!".</summary>
    private const int LeastWords = 4;

    private static readonly FrozenSet<ulong> Fillers = Set("so and but hey hi hello please ok okay well also now then just um");
    private static readonly FrozenSet<ulong> Closed = Set("is are am was were do does did has have had isnt arent dont doesnt didnt wasnt werent hasnt havent should shouldnt wouldnt must");
    private static readonly FrozenSet<ulong> Modal = Set("can could would will may might cant couldnt");
    private static readonly FrozenSet<ulong> Fact = Set("what whats which who whos whose whom when where wheres");
    private static readonly FrozenSet<ulong> You = Set("you your yours youre");
    private static readonly FrozenSet<ulong> OwnVerbs = Set("are were do did have had is was whats what how");
    private static readonly ulong Why = WordHash.Of("why");
    private static readonly ulong How = WordHash.Of("how");
    private static readonly ulong Your = WordHash.Of("your");

    /// <summary>Reads a prompt.</summary>
    /// <param name="prompt">Its words.</param>
    /// <returns>The kind.</returns>
    public static RequestKind Read(TokenList prompt)
    {
        var tokens = LastSentence(prompt.Tokens);
        while (tokens.Length > 1 && Fillers.Contains(tokens[0].Hash))
        {
            tokens = tokens[1..];
        }

        if (tokens.Length == 0)
        {
            return RequestKind.Unknown;
        }

        var first = tokens[0].Hash;
        if (tokens.Length > 1 && IsAboutModel(first, tokens[1].Hash, tokens))
        {
            return RequestKind.Model;
        }

        return first == Why ? RequestKind.Why
            : first == How ? RequestKind.How
            : Fact.Contains(first) ? RequestKind.Fact
            : Closed.Contains(first) ? RequestKind.YesOrNo
            : Modal.Contains(first) ? RequestKind.Help
            : RequestKind.Task;
    }

    private static bool IsAboutModel(ulong first, ulong second, ReadOnlySpan<Token> tokens) =>
        OwnVerbs.Contains(first) && (You.Contains(second) || (tokens.Length > 2 && tokens[2].Hash == Your && (Fact.Contains(first) || Closed.Contains(first))));

    private static ReadOnlySpan<Token> LastSentence(ReadOnlySpan<Token> tokens)
    {
        var end = tokens.Length;
        while (end > 0)
        {
            var start = end - 1;
            while (start > 0 && tokens[start - 1].Sentence == tokens[end - 1].Sentence)
            {
                start--;
            }

            if (end - start >= LeastWords)
            {
                return tokens[start..end];
            }

            end = start;
        }

        return tokens;
    }

    private static FrozenSet<ulong> Set(string words) => words.Split(' ').Select(word => WordHash.Of(word)).ToFrozenSet();
}
