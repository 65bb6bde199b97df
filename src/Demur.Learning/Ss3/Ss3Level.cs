namespace Demur.Learning.Ss3;

/// <summary>The levels at which a text is summed up and explained.</summary>
public enum Ss3Level
{
    /// <summary>Words and n-grams.</summary>
    Word,

    /// <summary>Sentences: stretches up to a full stop, an exclamation or a question mark.</summary>
    Sentence,

    /// <summary>Paragraphs: lines.</summary>
    Paragraph,
}
