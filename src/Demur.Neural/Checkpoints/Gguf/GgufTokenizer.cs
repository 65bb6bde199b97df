using Demur.Neural.Checkpoints.Gguf.Internal;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Checkpoints.Gguf;

/// <summary>The parts of a tokenizer as a GGUF file stores them; what they mean depends on <see cref="Model"/>.</summary>
public sealed record GgufTokenizer
{
    /// <summary>The kind of tokenizer: <c>gpt2</c> (byte-level BPE), <c>llama</c> (SentencePiece BPE), <c>bert</c> (WordPiece), <c>t5</c> (Unigram).</summary>
    public required string Model { get; init; }

    /// <summary>llama.cpp's name of the rule that cuts text before merging, such as <c>gpt-2</c>, <c>llama-bpe</c> or <c>qwen2</c>; null when the file names none.</summary>
    public string? PreTokenizer { get; init; }

    /// <summary>The vocabulary in order of ids.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>What each token stands for, one value a token; empty when the file does not say.</summary>
    public IReadOnlyList<TokenType> Types { get; init; } = [];

    /// <summary>The score of each token (SentencePiece), one value a token; empty where there are none.</summary>
    public IReadOnlyList<float> Scores { get; init; } = [];

    /// <summary>The merges of byte-level BPE, first merged first, each as two pieces with a space between.</summary>
    public IReadOnlyList<string> Merges { get; init; } = [];

    /// <summary>The token that starts a text; null when there is none.</summary>
    public int? BosId { get; init; }

    /// <summary>The token that ends a text or an answer; null when there is none.</summary>
    public int? EosId { get; init; }

    /// <summary>The token for text that cannot be spelt; null when there is none.</summary>
    public int? UnknownId { get; init; }

    /// <summary>The token that fills batches; null when there is none.</summary>
    public int? PadId { get; init; }

    /// <summary>Whether <see cref="BosId"/> goes before every text; null when the file does not say, which leaves it to the kind of tokenizer.</summary>
    public bool? AddBos { get; init; }

    /// <summary>Whether <see cref="EosId"/> goes behind every text; null when the file does not say.</summary>
    public bool? AddEos { get; init; }

    /// <summary>Whether a space goes before every text (SentencePiece); null when the file does not say.</summary>
    public bool? AddSpacePrefix { get; init; }

    /// <summary>The chat template in Jinja; null when there is none.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>States a tokenizer as a GGUF file does: byte-level BPE as <c>gpt2</c>, SentencePiece BPE as <c>llama</c>, WordPiece as <c>bert</c>.</summary>
    /// <remarks>
    /// GGUF has no kind for whole words. Such a tokenizer is stated as <c>bert</c> whose pieces are all beginnings of words: llama.cpp then loads the model and
    /// knows every token, but cuts text its own way (lower case, punctuation apart), so that only texts written like that get the ids that Demur gives them.
    /// </remarks>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="config">The names of its special tokens and the chat template; null for none.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="DemurException">llama.cpp has no such tokenizer.</exception>
    public static GgufTokenizer From(Tokenizer tokenizer, TokenizerConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return GgufTokenizerParts.From(tokenizer, config);
    }

    /// <summary>Builds the tokenizer.</summary>
    /// <param name="name">What errors call it, such as the file's name.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="DemurException">The parts do not fit together, or the kind of tokenizer or its rule for cutting text is not known.</exception>
    public Tokenizer ToTokenizer(string name = "The GGUF file") => GgufTokenizerParts.Build(this, name);
}
