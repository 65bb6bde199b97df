namespace Demur.Neural.Tokenization;

/// <summary>A tokenizer as plain lists, the way GGUF metadata keep it.</summary>
public sealed record TokenizerParts
{
    /// <summary>How tokens are found.</summary>
    public required TokenizerModelKind Kind { get; init; }

    /// <summary>The tokens; a token's number is its place in the list.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>The tokens' types, as many as <see cref="Tokens"/>; all <see cref="TokenType.Normal"/> by default.</summary>
    public IReadOnlyList<TokenType> Types { get; init; } = [];

    /// <summary>The tokens' scores, as many as <see cref="Tokens"/>: log-probabilities for <see cref="TokenizerModelKind.Unigram"/>, merge order for SentencePiece's byte pairs.</summary>
    public IReadOnlyList<float> Scores { get; init; } = [];

    /// <summary>The merges of a byte-level byte-pair model, <c>"a b"</c>, first merged first. Without them a byte-pair model is SentencePiece's and goes by its scores.</summary>
    public IReadOnlyList<string> Merges { get; init; } = [];

    /// <summary>How a byte-level model cuts text before merging: <c>gpt-2</c>, <c>llama-bpe</c> or <c>qwen2</c> (GGUF's <c>tokenizer.ggml.pre</c>); <c>gpt-2</c> by default, also for <c>default</c>.</summary>
    public string PieceRule { get; init; } = "gpt-2";

    /// <summary>Whether SentencePiece's models put a space before the text; true by default.</summary>
    public bool AddSpacePrefix { get; init; } = true;

    /// <summary>The token that begins a text, where there is one.</summary>
    public int? BeginId { get; init; }

    /// <summary>The token that ends a text, where there is one.</summary>
    public int? EndId { get; init; }

    /// <summary>The token for what the vocabulary cannot write, where there is one.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Whether <see cref="BeginId"/> is put before every text; false by default.</summary>
    public bool AddBegin { get; init; }

    /// <summary>Whether <see cref="EndId"/> is put after every text; false by default.</summary>
    public bool AddEnd { get; init; }
}
