namespace Demur.Neural.Tokenization;

/// <summary>What a token is for, with the numbers that GGUF files use.</summary>
public enum TokenType
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>Ordinary text.</summary>
    Normal = 1,

    /// <summary>Stands for what the vocabulary cannot write.</summary>
    Unknown = 2,

    /// <summary>Steers the model and is no part of the text.</summary>
    Control = 3,

    /// <summary>Ordinary text that is never cut.</summary>
    UserDefined = 4,

    /// <summary>A place kept free.</summary>
    Unused = 5,

    /// <summary>A single byte, written as <c>&lt;0x00&gt;</c>.</summary>
    Byte = 6,
}
