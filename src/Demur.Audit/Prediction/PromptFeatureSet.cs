namespace Demur.Audit.Prediction;

/// <summary>What a predictor looks at in a prompt.</summary>
public enum PromptFeatureSet
{
    /// <summary>Word n-grams of 1 to 3 words with C = 10: exactly arXiv 2306.03423.</summary>
    Words,

    /// <summary>Words and pairs, and the concepts of a lexicon, with C = 4.</summary>
    WordsAndConcepts,

    /// <summary>Words and pairs, concepts, and characters within words, with C = 0.5: for languages that the lexicon does not know; slower.</summary>
    WordsConceptsAndCharacters,

    /// <summary>Words and pairs, concepts, and the vector of <see cref="PromptPredictorOptions.Encoder"/>, with C = 1: what prompts are about, beyond their words.</summary>
    WordsConceptsAndSentences,
}
