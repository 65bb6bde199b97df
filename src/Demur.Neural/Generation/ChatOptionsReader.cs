using System.Globalization;
using Demur.Neural.Tokenization;
using Microsoft.Extensions.AI;

namespace Demur.Neural.Generation;

/// <summary>Turns a request's options into the generator's; what cannot be done is refused and not passed over.</summary>
internal static class ChatOptionsReader
{
    private static readonly string[] Extras = ["min_p", "repetition_penalty", "forced_prefix", "alternatives"];

    public static GenerationOptions Read(ChatOptions? request, CausalLmChatClientOptions client, Tokenizer tokenizer)
    {
        if (request is null)
        {
            return client.Generation;
        }

        Refuse(request, client);
        var (defaults, extras) = (client.Generation, Known(request.AdditionalProperties));
        return defaults with
        {
            MaximumTokens = request.MaxOutputTokens ?? defaults.MaximumTokens,
            Temperature = request.Temperature ?? defaults.Temperature,
            TopK = request.TopK ?? defaults.TopK,
            TopP = request.TopP ?? defaults.TopP,
            Seed = request.Seed is { } seed ? unchecked((int)(seed ^ (seed >> 32))) : defaults.Seed,
            StopStrings = request.StopSequences is { Count: > 0 } stops ? [.. defaults.StopStrings, .. stops] : defaults.StopStrings,
            MinP = Number(extras, "min_p") ?? defaults.MinP,
            RepetitionPenalty = Number(extras, "repetition_penalty") ?? defaults.RepetitionPenalty,
            Alternatives = (int)(Number(extras, "alternatives") ?? defaults.Alternatives),
            ForcedPrefix = extras.GetValueOrDefault("forced_prefix") is { } prefix
                ? tokenizer.Encode(prefix as string ?? throw Wrong("forced_prefix", prefix, "text")).Ids
                : defaults.ForcedPrefix,
        };
    }

    private static void Refuse(ChatOptions request, CausalLmChatClientOptions client)
    {
        (string Name, bool IsSet)[] unsupported =
        [
            (nameof(request.Tools), request.Tools is { Count: > 0 }),
            (nameof(request.ResponseFormat), request.ResponseFormat is not null and not ChatResponseFormatText),
            (nameof(request.FrequencyPenalty), request.FrequencyPenalty is not null and not 0),
            (nameof(request.PresencePenalty), request.PresencePenalty is not null and not 0),
            (nameof(request.ConversationId), request.ConversationId is not null),
            (nameof(request.RawRepresentationFactory), request.RawRepresentationFactory is not null),
        ];
        if (Array.Find(unsupported, option => option.IsSet) is { Name: { } name })
        {
            throw new DemurException(ErrorCode.Usage, $"The chat option {name} is not supported by a model in the process; leave it unset.");
        }

        if (request.ModelId is { } model && model != client.ModelName)
        {
            throw Names.Unknown("model", model, [client.ModelName]);
        }
    }

    private static IReadOnlyDictionary<string, object?> Known(AdditionalPropertiesDictionary? properties)
    {
        if (properties is null)
        {
            return new Dictionary<string, object?>(StringComparer.Ordinal);
        }

        return properties.Keys.FirstOrDefault(key => !Extras.Contains(key, StringComparer.Ordinal)) is { } unknown
            ? throw Names.Unknown("chat option", unknown, Extras)
            : properties;
    }

    private static double? Number(IReadOnlyDictionary<string, object?> extras, string name) => extras.GetValueOrDefault(name) switch
    {
        null => null,
        IConvertible number and not (string or bool or char) => number.ToDouble(CultureInfo.InvariantCulture),
        var other => throw Wrong(name, other, "a number"),
    };

    private static DemurException Wrong(string name, object value, string expected) =>
        new(ErrorCode.Usage, $"The chat option '{name}' is {value}; expected {expected}.");
}
