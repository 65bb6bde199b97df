namespace Demur.Learning.Text;

/// <summary>What a text is cut into.</summary>
public enum NgramAnalyzer
{
    /// <summary>Runs of word characters (Unicode letters, numbers and the underscore), joined by one space.</summary>
    Word,

    /// <summary>Stretches of characters, across words; a run of two or more white-space characters counts as one space.</summary>
    Character,

    /// <summary>Stretches of characters within one white-space separated word, which is padded by a space on either side.</summary>
    CharacterInWord,
}
