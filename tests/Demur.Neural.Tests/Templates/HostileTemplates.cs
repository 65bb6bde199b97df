using System.Text;
using Demur.Exchanges;
using Demur.Neural.Templates;
using Demur.Testing;

namespace Demur.Neural.Tests.Templates;

/// <summary>Templates with stretches cut, doubled and swapped for others, rendered.</summary>
internal static class HostileTemplates
{
    private static readonly string[] Seeds =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "tests", "Demur.Neural.Tests", "Fixtures", "Templates"), "*.jinja").Order(StringComparer.Ordinal).Select(File.ReadAllText),
        "{% macro m(a, b=1) %}{% for x in range(a) recursive %}{{ m(a - 1) }}{% endfor %}{% endmacro %}{{ m(3) | tojson(indent=2) | indent(4) | sort | unique | reverse }}",
    ];

    private static readonly string[] Splices =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "-%}", "{%-", "(", ")", "[", "]", "{", "}", "'", "\"", "|", ".", "not ", " is ", " in ", "-1", "99999999999999999999", "1e9", "* 1000000", "~", "**",
        "range(1000000)", "messages", "loop", "namespace(x=messages)", "{% for a in messages %}", "{% endfor %}", "{% if x %}", "{% else %}", "{% endif %}", "{% raw %}", "{% set x %}", "\\", "\\u12", "\0", "\ud800", "😀", "[::0]", "[::-1]", "| tojson", "| map('upper')", "| join(messages)", ".items()", "()", ",", ":", "=", "x.y.z",
    ];

    private static readonly ChatTurn[] Turns = [new(ChatRole.System, "s\ud800"), new(ChatRole.User, " u <think> "), new(ChatRole.Assistant, "<think>t</think>a"), new(ChatRole.User, "v")];

    public static void Try(Random random, int seed)
    {
        var text = new StringBuilder(Seeds[seed % Seeds.Length]);
        for (var edits = 1 + random.Next(5); edits > 0; edits--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(text.Length - at, random.Next(1, 25));
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text.Insert(at, Splices[random.Next(Splices.Length)]);
                    break;
                default:
                    text.Remove(at, length).Insert(at, Splices[random.Next(Splices.Length)]);
                    break;
            }
        }

        try
        {
            var chat = ChatTemplate.Parse(text.ToString(), new Dictionary<string, object?> { ["bos_token"] = "<s>", ["eos_token"] = "</s>" }).Render(Turns[..random.Next(Turns.Length + 1)], random.Next(2) == 0);
            Assert.InRange(chat.PostInstruction.End, 0, chat.Text.Length);
            Assert.InRange(chat.Answer.End, 0, chat.Text.Length);
        }
        catch (DemurException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }
}
