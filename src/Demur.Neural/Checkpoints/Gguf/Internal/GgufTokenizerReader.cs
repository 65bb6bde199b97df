using Demur.Neural.Tokenization;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Gathers a tokenizer's parts from metadata.</summary>
internal static class GgufTokenizerReader
{
    /// <summary>Reads the parts.</summary>
    /// <returns>Null when the file holds no tokenizer.</returns>
    internal static GgufTokenizer? Read(GgufFields fields)
    {
        var tokens = fields.List<string>(GgufKeys.Tokens);
        if (fields.Text(GgufKeys.TokenizerModel) is not { } model || tokens.Count == 0)
        {
            return null;
        }

        return new GgufTokenizer
        {
            Model = model,
            PreTokenizer = fields.Text(GgufKeys.PreTokenizer),
            Tokens = tokens,
            Types = [.. OnePerToken(fields, fields.List<int>(GgufKeys.TokenTypes), GgufKeys.TokenTypes, tokens.Count).Select(type => TypeOf(fields, type))],
            Scores = OnePerToken(fields, fields.List<float>(GgufKeys.Scores), GgufKeys.Scores, tokens.Count),
            Merges = fields.List<string>(GgufKeys.Merges),
            BosId = Id(fields, GgufKeys.Bos, tokens.Count),
            EosId = Id(fields, GgufKeys.Eos, tokens.Count),
            UnknownId = Id(fields, GgufKeys.Unknown, tokens.Count),
            PadId = Id(fields, GgufKeys.Pad, tokens.Count),
            AddBos = fields.Flag(GgufKeys.AddBos),
            AddEos = fields.Flag(GgufKeys.AddEos),
            AddSpacePrefix = fields.Flag(GgufKeys.AddSpacePrefix),
            ChatTemplate = fields.Text(GgufKeys.ChatTemplate),
        };
    }

    private static IReadOnlyList<T> OnePerToken<T>(GgufFields fields, IReadOnlyList<T> values, string key, int tokenCount) =>
        values.Count == 0 || values.Count == tokenCount ? values : throw fields.Wrong(key, $"one value for each of the {tokenCount} tokens");

    private static TokenType TypeOf(GgufFields fields, int type) =>
        type is >= 0 and <= 6 ? (TokenType)type : throw fields.Wrong(GgufKeys.TokenTypes, "numbers from 0 to 6");

    private static int? Id(GgufFields fields, string key, int tokenCount) =>
        fields.Int(key) is not { } id ? null : id < tokenCount ? id : throw fields.Wrong(key, $"the number of a token, below {tokenCount},");
}
