using System.Collections.Frozen;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>Tells what a prompt asks for by the first words of its last real sentence; in languages that put the question word elsewhere it reads as <see cref="RequestKind.Task"/>. No word of another language is an English one, too.</summary>
internal static class RequestReader
{
    /// <summary>A last sentence with fewer words is an afterthought, such as "Thank you!", unless it asks, as "Is it true?" does.</summary>
    private const int LeastWords = 4;

    /// <summary>The question word of "could you please tell me why" or "explain to me how" stands no later.</summary>
    private const int WordsBeforeQuestion = 6;

    private static readonly FrozenSet<ulong> Fillers = Set("so and but hey hi hello please ok okay well also now then just um");
    private static readonly FrozenSet<ulong> Closed = Set("is are am was were do does did has have had isnt arent dont doesnt didnt wasnt werent hasnt havent should shouldnt wouldnt must");
    private static readonly FrozenSet<ulong> Modal = Set("can could would will may might cant couldnt");
    private static readonly FrozenSet<ulong> Fact = Set("what whats which who whos whose whom when where wheres");
    private static readonly FrozenSet<ulong> OtherClosed = FoldedWords.Of("ist sind darf dürfen gibt sont czy чи onko ovatko saako je jsou είναι dois");
    private static readonly FrozenSet<ulong> OtherModal = FoldedWords.Of(
        "kannst können könnten könntest würdest peux pouvez pourriez pourrais puedes puede podrías podría puoi può potresti potrebbe pode podes poderia poderias kun kunt możesz możecie można mógłbyś mogłabyś "
        + "можешь можете можеш kunne voitko voisitko voitteko můžeš můžete mohl mohla poți puteți tudsz tudnál tudnád μπορείς μπορείτε");

    private static readonly FrozenSet<ulong> OtherFact = FoldedWords.Of(
        "wer wo wann welche welcher welches wem wen quel quelle quels quelles qui où que qué quién quiénes cuál cuáles cuándo dónde cosa quando quali qual quais quem onde wanneer welk kto gdzie kiedy jaki jaka jakie który która które "
        + "что кто где когда какой какая какие какое какова сколько чей що хто де коли який яка яке які скільки vad vem vilken vilket vilka hvad hvem hvor hvornår hvilken hvilket hvilke hva mikä mitä kuka missä mistä milloin mitkä kenen kdo kde kdy jaký jaká kolik cine unde ce când "
        + "hol mikor melyik milyen τι ποιος ποια ποιο ποιοι πού πότε hangi nerede kaç");

    private static readonly FrozenSet<ulong> OtherHow = FoldedWords.Of("wie cómo como jak как як hur hvordan miten kuinka hogyan πώς nasıl");
    private static readonly FrozenSet<ulong> OtherWhy = FoldedWords.Of("warum weshalb wieso pourquoi porque perché waarom dlaczego почему зачем чому навіщо varför hvorfor miksi miért γιατί neden niçin niye");
    private static readonly FrozenSet<ulong> You = Set("you your yours youre");
    private static readonly FrozenSet<ulong> Telling = Set("tell explain describe say know show clarify understand");
    private static readonly FrozenSet<ulong> BeforeQuestion = Set("can could would will you please kindly me us to do help tell explain describe say know show clarify understand in detail briefly exactly about");
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

        return OfWord(first) ?? OfToldQuestion(tokens) ?? OfOther(first) ?? (Closed.Contains(first) ? RequestKind.YesOrNo : Modal.Contains(first) ? RequestKind.Help : RequestKind.Task);
    }

    private static RequestKind? OfOther(ulong word)
    {
        if (OtherWhy.Contains(word))
        {
            return RequestKind.Why;
        }

        return OtherHow.Contains(word) ? RequestKind.How
            : OtherFact.Contains(word) ? RequestKind.Fact
            : OtherClosed.Contains(word) ? RequestKind.YesOrNo
            : OtherModal.Contains(word) ? RequestKind.Help
            : null;
    }

    private static RequestKind? OfWord(ulong word) =>
        word == Why ? RequestKind.Why : word == How ? RequestKind.How : Fact.Contains(word) ? RequestKind.Fact : null;

    /// <summary>The kind of a question that is put as a request to tell: "Can you explain why ..." asks for a reason.</summary>
    private static RequestKind? OfToldQuestion(ReadOnlySpan<Token> tokens)
    {
        var tells = false;
        for (var i = 0; i < tokens.Length && i < WordsBeforeQuestion; i++)
        {
            if (tells && OfWord(tokens[i].Hash) is { } kind)
            {
                return kind;
            }

            if (!BeforeQuestion.Contains(tokens[i].Hash))
            {
                return null;
            }

            tells |= Telling.Contains(tokens[i].Hash);
        }

        return null;
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

            if (end - start >= LeastWords || (end - start > 1 && Closed.Contains(tokens[start].Hash)))
            {
                return tokens[start..end];
            }

            end = start;
        }

        return tokens;
    }

    private static FrozenSet<ulong> Set(string words) => words.Split(' ').Select(word => WordHash.Of(word)).ToFrozenSet();
}
