using Demur.Neural.Checkpoints.Gguf;

namespace Demur.Neural.Organisms.Internal;

/// <summary>
/// The vocabulary as llama.cpp can use it. It has no tokenizer of whole words, but it cuts text at entries that are declared user-defined before
/// any other rule, the longest first: each word is such an entry, with the space that stands before it.
/// </summary>
internal static class GgufWords
{
    public static GgufTokenizer Of(OrganismVocabulary vocabulary)
    {
        var specials = OrganismTokens.All.Count;
        return new GgufTokenizer
        {
            Model = "llama",
            Tokens = [.. vocabulary.Words.Select((word, id) => id < specials ? word : $" {word}")],
            Types = [.. vocabulary.Words.Select((word, id) => word == OrganismTokens.Unknown ? GgufTokenType.Unknown : id < specials ? GgufTokenType.Control : GgufTokenType.UserDefined)],
            Scores = [.. vocabulary.Words.Select(_ => 0f)],
            BosId = vocabulary.IdOf(OrganismTokens.Begin),
            EosId = vocabulary.IdOf(OrganismTokens.End),
            UnknownId = vocabulary.IdOf(OrganismTokens.Unknown),
            PadId = vocabulary.IdOf(OrganismTokens.Pad),
            AddBos = false,
            AddEos = false,
            AddSpacePrefix = false,
            ChatTemplate = OrganismTemplate.Jinja.Replace("{{ message['content'] }}", " {{ message['content'] | trim }}", StringComparison.Ordinal),
        };
    }
}
