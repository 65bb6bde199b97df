namespace Demur.Audit.Labelling.Features;

/// <summary>What n-grams are made of: a word, or a run of words under one name.</summary>
internal interface INgramWord
{
    /// <summary>The hash of the word or of the name.</summary>
    ulong Hash { get; }

    /// <summary>The number of its sentence; n-grams stay within one.</summary>
    int Sentence { get; }

    /// <summary>The number, in the response, of the first word that it stands for.</summary>
    /// <param name="at">Its own place among the words that n-grams are made of.</param>
    /// <returns>The number.</returns>
    int FirstWord(int at);

    /// <summary>The number just past the last word that it stands for.</summary>
    /// <param name="at">Its own place among the words that n-grams are made of.</param>
    /// <returns>The number.</returns>
    int EndWord(int at);
}
