using System.Runtime.CompilerServices;
using Demur.Exchanges;
using Demur.Neural.Templates;
using Demur.Neural.Tokenization;
using Microsoft.Extensions.AI;
using ChatRole = Microsoft.Extensions.AI.ChatRole;

namespace Demur.Neural.Generation;

/// <summary>A language model in the process as a chat client. Conversations may run at the same time: each reads with a cache of its own, and none changes another's answer.</summary>
/// <remarks>
/// <see cref="ChatOptions"/> maps <c>Temperature</c>, <c>TopP</c>, <c>TopK</c>, <c>MaxOutputTokens</c>, <c>StopSequences</c>, <c>Seed</c> and <c>Instructions</c>, and of
/// <c>AdditionalProperties</c> <c>min_p</c>, <c>repetition_penalty</c>, <c>forced_prefix</c> and <c>alternatives</c>. Anything else that is set is refused in one sentence.
/// Each update's <c>RawRepresentation</c> is the <see cref="GeneratedToken"/> behind it, a response's the <see cref="GenerationResult"/>.
/// </remarks>
public sealed class CausalLmChatClient : IChatClient
{
    private readonly TextGenerator _generator;
    private readonly ChatTemplate _template;
    private readonly CausalLmChatClientOptions _options;

    /// <summary>Makes a client.</summary>
    /// <param name="generator">The model with its tokenizer.</param>
    /// <param name="template">How the model was trained to see conversations.</param>
    /// <param name="options">Defaults, name and ownership. Where no stop tokens are given, the token that the template writes behind an answer ends one.</param>
    public CausalLmChatClient(TextGenerator generator, ChatTemplate template, CausalLmChatClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(template);
        _generator = generator;
        _template = template;
        options ??= new CausalLmChatClientOptions();
        _options = options.Generation.StopTokens.Count > 0 ? options : options with { Generation = options.Generation with { StopTokens = FindStopTokens(template, generator.Tokenizer, options) } };
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (prompt, generation) = Prepare(messages, options);
        var result = await Task.Run(() => _generator.Generate(prompt, generation, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, result.Text))
        {
            ModelId = _options.ModelName,
            FinishReason = Reason(result.Reason),
            Usage = Usage(prompt.Count, result.Tokens.Count),
            RawRepresentation = result,
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (prompt, generation) = Prepare(messages, options);
        using var tokens = _generator.Stream(prompt, generation, cancellationToken).GetEnumerator();
        var count = 0;
        GeneratedToken? last = null;
        while (await Task.Run(tokens.MoveNext, cancellationToken).ConfigureAwait(false))
        {
            (last, count) = (tokens.Current, count + 1);
            if (last.Text.Length > 0)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, last.Text) { ModelId = _options.ModelName, RawRepresentation = last };
            }
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage(prompt.Count, count))])
        {
            ModelId = _options.ModelName,
            FinishReason = Reason(last?.Reason ?? StopReason.Length),
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("demur", null, _options.ModelName)
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(_generator) ? _generator
            : serviceType.IsInstanceOfType(_template) ? _template
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_options.OwnsModel)
        {
            _generator.Model.Dispose();
        }
    }

    private static UsageDetails Usage(int prompt, int answer) => new() { InputTokenCount = prompt, OutputTokenCount = answer, TotalTokenCount = prompt + answer };

    private static ChatFinishReason Reason(StopReason reason) => reason == StopReason.Length ? ChatFinishReason.Length : ChatFinishReason.Stop;

    /// <summary>The special token that stands first behind an answer in the template's own writing.</summary>
    private static List<int> FindStopTokens(ChatTemplate template, Tokenizer tokenizer, CausalLmChatClientOptions options)
    {
        ChatTurn[] example = [new(Demur.Exchanges.ChatRole.User, "a"), new(Demur.Exchanges.ChatRole.Assistant, "b")];
        var chat = template.Render(example, addGenerationPrompt: false, options.TemplateVariables);
        var after = tokenizer.Encode(chat.Text[chat.Answer.End..]).Ids;
        return [.. after.Where(tokenizer.IsSpecial).Take(1)];
    }

    private (IReadOnlyList<int> Prompt, GenerationOptions Options) Prepare(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var generation = ChatOptionsReader.Read(options, _options, _generator.Tokenizer);
        var turns = ChatTurns.Read(messages, options);
        var prompt = _template.Render(turns, addGenerationPrompt: true, _options.TemplateVariables).Encode(_generator.Tokenizer);
        return (prompt.Ids, generation);
    }
}
