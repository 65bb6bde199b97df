namespace Demur.Learning.Text;

/// <summary>How texts become TF-IDF rows. The defaults are those of arXiv 2306.03423: word n-grams of 1 to 3 words, no stop words, raw counts, smoothed idf, unit Euclidean length.</summary>
public sealed record TfidfOptions
{
    /// <summary>What a text is cut into; words by default.</summary>
    public NgramAnalyzer Analyzer { get; init; } = NgramAnalyzer.Word;

    /// <summary>The shortest n-gram in words or characters; 1 by default.</summary>
    public int MinNgram { get; init; } = 1;

    /// <summary>The longest n-gram in words or characters; 3 by default.</summary>
    public int MaxNgram { get; init; } = 3;

    /// <summary>The shortest word that counts, in characters; 2 by default, so that "I" and "a" vanish. Character n-grams ignore it.</summary>
    public int MinWordLength { get; init; } = 2;

    /// <summary>Whether upper and lower case are the same; true by default.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Whether a count c weighs 1 + ln c; false by default.</summary>
    public bool SublinearTf { get; init; }

    /// <summary>Whether every count is taken as 1; false by default.</summary>
    public bool Binary { get; init; }

    /// <summary>Whether rare terms weigh more; true by default.</summary>
    public bool UseIdf { get; init; } = true;

    /// <summary>Whether idf is ln((1 + N) / (1 + df)) + 1, which is the default, or ln(N / df) + 1.</summary>
    public bool SmoothIdf { get; init; } = true;

    /// <summary>How a row is scaled; to unit Euclidean length by default.</summary>
    public RowNorm Norm { get; init; } = RowNorm.L2;

    /// <summary>Terms in fewer texts are left out; 1 text by default.</summary>
    public DocumentFrequency MinDocumentFrequency { get; init; } = DocumentFrequency.Count(1);

    /// <summary>Terms in more texts are left out; all texts by default.</summary>
    public DocumentFrequency MaxDocumentFrequency { get; init; } = DocumentFrequency.Fraction(1);

    /// <summary>Keeps only so many terms, the most frequent ones (ties in alphabetical order); null, the default, keeps all.</summary>
    public int? MaxFeatures { get; init; }

    /// <summary>Throws when the options contradict each other.</summary>
    /// <exception cref="DemurException">A value is out of range; the message names it.</exception>
    internal void Validate()
    {
        if (MinNgram < 1 || MaxNgram < MinNgram || MaxNgram > 64)
        {
            throw new DemurException(ErrorCode.Usage, $"N-grams from {MinNgram} to {MaxNgram} cannot be made; the shortest must be at least 1, the longest at least that and at most 64.");
        }

        if (MinWordLength < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"A shortest word of {MinWordLength} characters makes no sense; use 1 or more.");
        }

        if (MaxFeatures is < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"A limit of {MaxFeatures} features leaves nothing; use 1 or more, or none.");
        }
    }
}
