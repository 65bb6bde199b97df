namespace Demur.Neural.Tokenization;

/// <summary>How a tokenizer finds the tokens of a piece of text.</summary>
public enum TokenizerModelKind
{
    /// <summary>Byte-pair encoding: neighbouring symbols merge in the order that training found.</summary>
    Bpe,

    /// <summary>The most probable of all ways to cut the text, by a score for each token.</summary>
    Unigram,

    /// <summary>One token for each word.</summary>
    WordLevel,

    /// <summary>The longest known beginning of a word, then its longest known continuations.</summary>
    WordPiece,
}
