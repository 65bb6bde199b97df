namespace Demur.Learning.Ss3.Internal;

/// <summary>What stands between a word and the one before it, by rising strength.</summary>
internal enum Ss3Break : byte
{
    /// <summary>White space and the like: an n-gram may go across.</summary>
    None,

    /// <summary>A mark inside a sentence, such as a comma or a bracket: no n-gram goes across.</summary>
    Mark,

    /// <summary>The end of a sentence.</summary>
    Sentence,

    /// <summary>The end of a line, which is the end of a paragraph.</summary>
    Paragraph,
}
