using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Decisions;

namespace Demur.Audit.Reports.Rendering;

/// <summary>One exchange in full: what was asked, what was answered, and where the declining words are.</summary>
internal static class ExchangeView
{
    private const int MostEvidence = 6;

    public static Markup Of(LabelledAnswer answer, int longestText)
    {
        var record = answer.Answer;
        var before = record.Prompt.Before.Select(turn => Turn(Words.Key(turn.Role), Cut(turn.Text, longestText)));
        return Markup.Of($"""
            <div class="exchange">{Markup.Join(before)}{Turn("asked", Cut(record.Prompt.Text, longestText))}{Turn("answered", Response(answer, longestText))}{Basis(answer)}</div>
            """);
    }

    /// <summary>A text up to a length that never splits a surrogate pair, with a note on what is missing.</summary>
    public static Markup Cut(string text, int longestText)
    {
        var length = CutLength(text, longestText);
        return length == text.Length ? Markup.Of($"{text}") : Markup.Of($"{text[..length]}{CutNote(text, length)}");
    }

    /// <summary>Where to cut a text.</summary>
    public static int CutLength(string text, int longestText)
    {
        if (text.Length <= longestText)
        {
            return text.Length;
        }

        return char.IsHighSurrogate(text[longestText - 1]) ? longestText - 1 : longestText;
    }

    private static Markup CutNote(string text, int length) =>
        Markup.Of($"""<span class="cut"> [cut here; {Figures.Count(text.Length - length)} more characters in answers.jsonl]</span>""");

    private static Markup Turn(string who, Markup text) => Markup.Of($"""<div class="turn turn-{who}"><span class="who">{who}</span><div class="said" dir="auto">{text}</div></div>""");

    private static Markup Response(LabelledAnswer answer, int longestText)
    {
        var text = answer.Answer.Response;
        var length = CutLength(text, longestText);
        if (answer.Decision?.Onset is not { } onset || onset.Start < 0 || onset.Start >= length || onset.Length <= 0)
        {
            return Cut(text, longestText);
        }

        var end = Math.Min(onset.End, length);
        var note = length < text.Length ? CutNote(text, length) : Markup.None;
        return Markup.Of($"""{text[..onset.Start]}<mark class="onset">{text[onset.Start..end]}</mark>{text[end..length]}{note}""");
    }

    private static Markup Basis(LabelledAnswer answer)
    {
        var items = BasisOf(answer.Decision);
        if (items.Count == 0)
        {
            return Markup.None;
        }

        var list = items.Select(item => Markup.Of($"""<li><span class="name">{item.Name}</span> {item.Weight:+0.00;−0.00}</li>"""));
        return Markup.Of($"""<div class="basis"><span class="who">because of</span><ul>{Markup.Join(list)}</ul></div>""");
    }

    /// <summary>What speaks for a decision, strongest first. One phrase can weigh in several parts of an answer: it is told once, with its whole weight.</summary>
    public static IReadOnlyList<(string Name, double Weight)> BasisOf(ResponseDecision? decision) =>
        [.. (decision?.Evidence.Items ?? [])
            .GroupBy(Name, StringComparer.Ordinal)
            .Select(items => (Name: items.Key, Weight: items.Sum(item => item.Weight)))
            .OrderByDescending(item => Math.Abs(item.Weight))
            .Take(MostEvidence)];

    private static string Name(EvidenceItem item) => item switch
    {
        NgramEvidence ngram => $"\u201c{ngram.Ngram}\u201d",
        RuleEvidence rule => $"rule {rule.Rule}",
        CategoryEvidence category => $"category {category.Category}",
        _ => item.Words,
    };
}
