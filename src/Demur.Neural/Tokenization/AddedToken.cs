namespace Demur.Neural.Tokenization;

/// <summary>A token that is found in the text before anything else and never cut or merged, such as <c>&lt;|user|&gt;</c>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Content">Its exact text; not empty.</param>
/// <param name="IsSpecial">Whether it steers the model and is no part of what was said; such tokens can be left out when decoding.</param>
public sealed record AddedToken(int Id, string Content, bool IsSpecial = true)
{
    /// <summary>Whether white space before the token belongs to it; false by default.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Whether white space after the token belongs to it; false by default.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Whether the token counts only where it stands as a word of its own; false by default.</summary>
    public bool IsSingleWord { get; init; }

    /// <summary>Whether the token is looked for in the normalised text rather than in the text as given; false by default.</summary>
    public bool IsNormalized { get; init; }
}
