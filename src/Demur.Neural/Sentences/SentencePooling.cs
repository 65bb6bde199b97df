namespace Demur.Neural.Sentences;

/// <summary>How one vector a text is made from a vector a token.</summary>
public enum SentencePooling
{
    /// <summary>The mean over the text's tokens, those around it included (Reimers and Gurevych, "Sentence-BERT", 2019).</summary>
    Mean,

    /// <summary>The vector of the first token, BERT's <c>[CLS]</c>.</summary>
    First,
}
