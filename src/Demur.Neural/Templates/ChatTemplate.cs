using Demur.Exchanges;
using Demur.Neural.Templates.Jinja;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Templates;

/// <summary>The text a chat model was trained to see a conversation as: a template in the subset of Jinja that published models use. Immutable and thread-safe.</summary>
/// <remarks>Templates come from strangers' files. They reach nothing but the values given to them, and steps, depth and output are bounded: a hostile one ends in a clear error.</remarks>
public sealed class ChatTemplate
{
    private const int LongestTemplate = 1 << 20;
    private readonly IReadOnlyList<Statement> _statements;
    private readonly IReadOnlyDictionary<string, object?> _variables;
    private readonly TimeProvider _time;
    private readonly string _name;

    private ChatTemplate(string text, IReadOnlyDictionary<string, object?> variables, TimeProvider time, string name)
    {
        Text = text;
        _statements = Parser.Parse(text, name);
        _variables = variables;
        _time = time;
        _name = name;
    }

    /// <summary>The template's own text.</summary>
    public string Text { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="variables">Values that every rendering sees, such as <c>bos_token</c>; none by default.</param>
    /// <param name="time">The clock behind <c>strftime_now</c>; the system's by default.</param>
    /// <param name="name">What errors call the template.</param>
    /// <returns>The template.</returns>
    /// <exception cref="DemurException">The text is longer than a million characters, or breaks a rule of the language; the message names the line.</exception>
    public static ChatTemplate Parse(string text, IReadOnlyDictionary<string, object?>? variables = null, TimeProvider? time = null, string name = "chat template")
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestTemplate
            ? new ChatTemplate(text, variables ?? Arguments.NoNames, time ?? TimeProvider.System, name)
            : throw new DemurException($"{name}: {text.Length} characters; a chat template has at most {LongestTemplate}.");
    }

    /// <summary>Takes the template of a model's configuration, with the special tokens that it names.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="template">Which of its templates; <c>default</c> unless another is named.</param>
    /// <param name="time">The clock behind <c>strftime_now</c>; the system's by default.</param>
    /// <returns>The template.</returns>
    /// <exception cref="DemurException">The configuration has no such template, or it cannot be used.</exception>
    public static ChatTemplate FromConfig(TokenizerConfig config, string template = "default", TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        var tokens = new (string Name, string? Value)[]
        {
            ("bos_token", config.BeginToken), ("eos_token", config.EndToken), ("pad_token", config.PaddingToken), ("unk_token", config.UnknownToken),
        };
        return config.ChatTemplates.TryGetValue(template, out var text)
            ? Parse(text, tokens.Where(token => token.Value is not null).ToDictionary(token => token.Name, token => (object?)token.Value, StringComparer.Ordinal), time)
            : throw Names.Unknown("chat template", template, [.. config.ChatTemplates.Keys]);
    }

    /// <summary>Writes a conversation as the model's text and finds its parts in it.</summary>
    /// <param name="messages">The turns. An assistant's turn may begin with its thoughts between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>.</param>
    /// <param name="addGenerationPrompt">Whether the text goes on to where the model's answer begins.</param>
    /// <param name="variables">Values beyond the template's own, such as <c>tools</c> or <c>enable_thinking</c>: strings, numbers, booleans, null, lists, mappings from strings, or JSON.</param>
    /// <returns>The text and the places of its parts.</returns>
    /// <exception cref="DemurException">The template does not allow the conversation, breaks at run time, or exceeds its bounds.</exception>
    public RenderedChat Render(IReadOnlyList<ChatTurn> messages, bool addGenerationPrompt = true, IReadOnlyDictionary<string, object?>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new SpanFinder(turns => RenderText(turns, addGenerationPrompt, variables), messages).Find();
    }

    private static string RoleName(ChatRole role) => role switch
    {
        ChatRole.System => "system",
        ChatRole.User => "user",
        ChatRole.Assistant => "assistant",
        _ => "tool",
    };

    private static MapValue Message(ChatTurn turn) => new() { ["role"] = RoleName(turn.Role), ["content"] = turn.Text };

    /// <summary>Renders with every value given by name, the messages too.</summary>
    internal string RenderValues(IReadOnlyDictionary<string, object?> variables)
    {
        var state = new RenderState(new Budget(_name), _time);
        foreach (var (name, value) in _variables.Concat(variables))
        {
            state.Set(name, TemplateValue.From(value, name));
        }

        Statement.RunAll(_statements, state);
        return state.Output.ToString();
    }

    private string RenderText(IReadOnlyList<ChatTurn> messages, bool addGenerationPrompt, IReadOnlyDictionary<string, object?>? variables)
    {
        var values = new Dictionary<string, object?>(variables ?? Arguments.NoNames, StringComparer.Ordinal)
        {
            ["messages"] = new ListValue([.. messages.Select(Message)]),
            ["add_generation_prompt"] = addGenerationPrompt,
        };
        return RenderValues(values);
    }
}
