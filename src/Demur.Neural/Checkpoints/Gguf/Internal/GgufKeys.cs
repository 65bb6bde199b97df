namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>The metadata keys that do not depend on the architecture.</summary>
internal static class GgufKeys
{
    internal const string Architecture = "general.architecture";
    internal const string Name = "general.name";
    internal const string FileType = "general.file_type";
    internal const string QuantisationVersion = "general.quantization_version";
    internal const string TokenizerModel = "tokenizer.ggml.model";
    internal const string PreTokenizer = "tokenizer.ggml.pre";
    internal const string Tokens = "tokenizer.ggml.tokens";
    internal const string TokenTypes = "tokenizer.ggml.token_type";
    internal const string Scores = "tokenizer.ggml.scores";
    internal const string Merges = "tokenizer.ggml.merges";
    internal const string Bos = "tokenizer.ggml.bos_token_id";
    internal const string Eos = "tokenizer.ggml.eos_token_id";
    internal const string Unknown = "tokenizer.ggml.unknown_token_id";
    internal const string Pad = "tokenizer.ggml.padding_token_id";

    // Spelt so in the format.
    internal const string Separator = "tokenizer.ggml.seperator_token_id";
    internal const string Mask = "tokenizer.ggml.mask_token_id";
    internal const string AddBos = "tokenizer.ggml.add_bos_token";
    internal const string AddEos = "tokenizer.ggml.add_eos_token";
    internal const string AddSpacePrefix = "tokenizer.ggml.add_space_prefix";
    internal const string ChatTemplate = "tokenizer.chat_template";
    internal const string FrequencyFactors = "rope_freqs.weight";
}
