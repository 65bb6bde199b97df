using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Internal;

/// <summary>What <c>model.json</c> beside an ONNX encoder says about its use: <c>pooling</c>, <c>mean</c> or <c>first</c>.</summary>
internal static class OnnxSentenceCard
{
    private const long LargestCard = 1_000_000;

    private static readonly Dictionary<string, SentencePooling> Poolings = new(StringComparer.Ordinal)
    {
        ["mean"] = SentencePooling.Mean,
        ["first"] = SentencePooling.First,
    };

    /// <summary>The word for a pooling.</summary>
    internal static string NameOf(SentencePooling pooling) => Poolings.First(pair => pair.Value == pooling).Key;

    /// <summary>The pooling that the folder's card asks for.</summary>
    /// <returns>Null where no card is, or it asks for none.</returns>
    /// <exception cref="DemurException">The card is no JSON object, or asks for a pooling that is not known.</exception>
    internal static SentencePooling? Pooling(FolderGuard folder)
    {
        if (folder.Find("model.json") is not { } path || BoundedJson.ReadObject(path, LargestCard)["pooling"] is not { } asked)
        {
            return null;
        }

        return asked is JsonValue value && value.TryGetValue<string>(out var name) && Poolings.TryGetValue(name, out var pooling)
            ? pooling
            : throw CheckpointError.Invalid(path, "pooling", $"one of {string.Join(", ", Poolings.Keys)} was expected, and it is {CheckpointError.Quote(asked.ToJsonString())}.");
    }
}
