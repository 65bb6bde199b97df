using Demur.Decisions;
using Demur.Exchanges;

namespace Demur.Neural.Templates;

/// <summary>Finds where a template puts what was said: it renders a second time with marks around the last instruction and the answer, and takes the places of the marks.</summary>
/// <remarks>Where marks change what the template does, the last place of the text itself is taken.</remarks>
internal sealed class SpanFinder(Func<IReadOnlyList<ChatTurn>, string> render, IReadOnlyList<ChatTurn> messages)
{
    // Noncharacters of Unicode: no text that is meant to be read holds them.
    private const string Open = "\uFDD0";
    private const string Close = "\uFDD1";
    private const string ThinkOpen = "<think>";
    private const string ThinkClose = "</think>";

    public RenderedChat Find()
    {
        var text = render(messages);
        var asked = LastUser();
        var instruction = asked < 0 ? new TextSpan(text.Length, 0) : Locate(text, asked, messages[asked].Text, 0);
        var answered = messages.Count > 0 && messages[^1].Role == ChatRole.Assistant && asked < messages.Count - 1;
        var (thoughts, words) = answered ? Divide(messages[^1].Text) : ("", "");
        var answer = words.Length > 0 ? Locate(text, messages.Count - 1, words, instruction.End) : new TextSpan(text.Length, 0);
        var thinking = thoughts.Length > 0 ? Thoughts(text, instruction.End, answer) : new TextSpan(answer.Start, 0);
        return new RenderedChat
        {
            Text = text,
            Prefix = new TextSpan(0, instruction.Start),
            Instruction = instruction,
            PostInstruction = new TextSpan(instruction.End, Math.Max(0, thinking.Start - instruction.End)),
            Thinking = thinking,
            Answer = answer,
        };
    }

    /// <summary>An answer's thoughts and its words after them.</summary>
    private static (string Thoughts, string Words) Divide(string answer)
    {
        var close = answer.LastIndexOf(ThinkClose, StringComparison.Ordinal);
        return close < 0 ? ("", answer.Trim()) : (answer[..close].Replace(ThinkOpen, "", StringComparison.Ordinal).Trim(), answer[(close + ThinkClose.Length)..].Trim());
    }

    private int LastUser()
    {
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i].Role == ChatRole.User)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The stretch that a part of a message takes in the text; a template that leaves it out gives an empty stretch at the end.</summary>
    private TextSpan Locate(string text, int index, string part, int from)
    {
        var core = part.Trim();
        if (core.Length == 0)
        {
            return new TextSpan(text.Length, 0);
        }

        return Marked(text, index, core) is { } span && span.Start >= from ? span : Last(text, core, from);
    }

    private TextSpan? Marked(string text, int index, string core)
    {
        var content = messages[index].Text;
        var at = content.LastIndexOf(core, StringComparison.Ordinal);
        if (messages.Any(message => message.Text.Contains(Open, StringComparison.Ordinal) || message.Text.Contains(Close, StringComparison.Ordinal)))
        {
            return null;
        }

        var marked = messages.ToArray();
        marked[index] = messages[index] with { Text = string.Concat(content.AsSpan(0, at), Open + core + Close, content.AsSpan(at + core.Length)) };
        string rendered;
        try
        {
            rendered = render(marked);
        }
        catch (DemurException)
        {
            // A template may refuse contents by how they begin; then the text itself is looked for.
            return null;
        }

        var open = rendered.LastIndexOf(Open, StringComparison.Ordinal);
        var close = open < 0 ? -1 : rendered.IndexOf(Close, open, StringComparison.Ordinal);
        if (close < 0 || rendered.Replace(Open, "", StringComparison.Ordinal).Replace(Close, "", StringComparison.Ordinal) != text)
        {
            return null;
        }

        // Marks of earlier copies of the same content stand before these and take no room in the text.
        var before = rendered.AsSpan(0, open);
        var shift = before.Count(Open[0]) + before.Count(Close[0]);
        return new TextSpan(open - shift, close - open - 1);
    }

    private static TextSpan Last(string text, string core, int from)
    {
        var at = text.LastIndexOf(core, StringComparison.Ordinal);
        return at >= from ? new TextSpan(at, core.Length) : new TextSpan(text.Length, 0);
    }

    private static TextSpan Thoughts(string text, int from, TextSpan answer)
    {
        var close = answer.Start == 0 ? -1 : text.LastIndexOf(ThinkClose, answer.Start - 1, answer.Start - from, StringComparison.Ordinal);
        var open = close < 0 ? -1 : text.LastIndexOf(ThinkOpen, close, close - from + 1, StringComparison.Ordinal);
        return open < 0 ? new TextSpan(answer.Start, 0) : new TextSpan(open, close + ThinkClose.Length - open);
    }
}
