namespace Demur.Neural.Checkpoints.Gguf;

/// <summary>What a vocabulary entry of a GGUF file stands for; the numbers are those of the format.</summary>
public enum GgufTokenType
{
    /// <summary>Nothing is said about the entry.</summary>
    Undefined = 0,

    /// <summary>A piece of text.</summary>
    Normal = 1,

    /// <summary>The stand-in for text that the vocabulary cannot spell.</summary>
    Unknown = 2,

    /// <summary>A mark that is no text, such as the end of a turn.</summary>
    Control = 3,

    /// <summary>Text that is always one token.</summary>
    UserDefined = 4,

    /// <summary>A filler that is never produced.</summary>
    Unused = 5,

    /// <summary>A single byte, spelt <c>&lt;0x0A&gt;</c>.</summary>
    Byte = 6,
}
