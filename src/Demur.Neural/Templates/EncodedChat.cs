using Demur.Decisions;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Templates;

/// <summary>A conversation as tokens, with the ranges of its parts; a token that reaches into two parts counts to the instruction first, then to the answer, then to the thoughts.</summary>
public sealed record EncodedChat
{
    /// <summary>The tokens' numbers.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>All before the instruction.</summary>
    public required TokenRange Prefix { get; init; }

    /// <summary>What the user said last.</summary>
    public required TokenRange Instruction { get; init; }

    /// <summary>The template's tokens between the instruction and the model's own words.</summary>
    public required TokenRange PostInstruction { get; init; }

    /// <summary>The model's thoughts; empty without any.</summary>
    public required TokenRange Thinking { get; init; }

    /// <summary>The model's answer; empty without one.</summary>
    public required TokenRange Answer { get; init; }

    /// <summary>The place of the last instruction token, called t_inst in the papers; −1 without an instruction at the very beginning.</summary>
    public int LastInstruction => Instruction.Last;

    /// <summary>The place of the last post-instruction token, called t_post in the papers: the one after which the model speaks.</summary>
    public int LastPostInstruction => PostInstruction.Last;

    internal static EncodedChat Create(RenderedChat chat, TokenizedText tokens)
    {
        var count = tokens.Count;
        var instruction = Overlap(tokens.Spans, chat.Instruction, 0);
        var answer = Overlap(tokens.Spans, chat.Answer, instruction.End);
        var answerStart = chat.Answer.Length > 0 ? answer.Start : count;
        var thinking = chat.Thinking.Length == 0 ? new TokenRange(answerStart, 0) : Overlap(tokens.Spans, chat.Thinking, instruction.End);
        thinking = new TokenRange(thinking.Start, Math.Max(0, Math.Min(thinking.End, answerStart) - thinking.Start));
        return new EncodedChat
        {
            Ids = tokens.Ids,
            Prefix = new TokenRange(0, instruction.Start),
            Instruction = instruction,
            PostInstruction = new TokenRange(instruction.End, Math.Max(0, thinking.Start - instruction.End)),
            Thinking = thinking,
            Answer = chat.Answer.Length > 0 ? answer : new TokenRange(count, 0),
        };
    }

    /// <summary>The tokens from a place on that share a character with a stretch of text; without any, an empty range where they would be.</summary>
    private static TokenRange Overlap(IReadOnlyList<TextSpan> spans, TextSpan part, int from)
    {
        var start = from;
        while (start < spans.Count && spans[start].End <= part.Start)
        {
            start++;
        }

        var end = start;
        while (end < spans.Count && spans[end].Start < part.End)
        {
            end++;
        }

        return new TokenRange(start, end - start);
    }
}
