using Demur.Exchanges;

namespace Demur.Neural.Organisms;

/// <summary>The organism's chat template.</summary>
public static class OrganismTemplate
{
    /// <summary>The template as Hugging Face tokenizers hold it: <c>&lt;bos&gt; &lt;|user|&gt; text &lt;|end|&gt; &lt;|hdr|&gt; &lt;|assistant|&gt; &lt;|nl|&gt; answer &lt;|end|&gt;</c>.</summary>
    public const string Jinja =
        "{{ bos_token }}"
        + "{% for message in messages %}"
        + "{% if message['role'] == 'system' %}<|system|>{{ message['content'] }}<|end|>"
        + "{% elif message['role'] == 'user' %}<|user|>{{ message['content'] }}<|end|>"
        + "{% else %}<|hdr|><|assistant|><|nl|>{{ message['content'] }}<|end|>"
        + "{% endif %}{% endfor %}"
        + "{% if add_generation_prompt %}<|hdr|><|assistant|><|nl|>{% endif %}";

    /// <summary>The four tokens that end a user turn and open an answer: the safety header.</summary>
    public static IReadOnlyList<string> SafetyHeader { get; } =
        [OrganismTokens.End, OrganismTokens.Header, OrganismTokens.Assistant, OrganismTokens.NewLine];

    /// <summary>Writes a conversation as the template does, up to where the answer begins.</summary>
    /// <param name="conversation">The turns; marks of the template in their texts are taken for what they are, so keep them out of what strangers write.</param>
    /// <returns>The text.</returns>
    public static string Render(IEnumerable<ChatTurn> conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return $"{OrganismTokens.Begin}{string.Concat(conversation.Select(Turn))}{Opening}";
    }

    private const string Opening = OrganismTokens.Header + OrganismTokens.Assistant + OrganismTokens.NewLine;

    private static string Turn(ChatTurn turn) => turn.Role switch
    {
        ChatRole.System => $"{OrganismTokens.System}{turn.Text}{OrganismTokens.End}",
        ChatRole.Assistant => $"{Opening}{turn.Text}{OrganismTokens.End}",
        _ => $"{OrganismTokens.User}{turn.Text}{OrganismTokens.End}",
    };
}
