namespace Demur.Audit.Labelling.Adaptation;

/// <summary>How a labeller is adapted, and how that is measured.</summary>
public sealed record AdaptationOptions
{
    /// <summary>The parts of the cross-validation that measures every way of adapting and decides between them; 5 by default.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The seed of the parts; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The least number of labelled responses from which words are learnt at all; 100 by default, since fewer responses hardly share words that others do not have.</summary>
    public int LeastForWords { get; init; } = 100;

    /// <summary>How freely words are learnt, the C of <see cref="Learning.Linear.LogisticOptions"/>; 3 by default.</summary>
    public double WordC { get; init; } = 3;

    internal void Validate()
    {
        if (Folds < 2 || LeastForWords < 0 || !(WordC > 0) || !double.IsFinite(WordC))
        {
            throw new DemurException(
                ErrorCode.Usage,
                $"{nameof(Folds)} is {Folds}, {nameof(LeastForWords)} {LeastForWords} and {nameof(WordC)} {WordC}; use at least 2 folds, no negative number, and a C above 0.");
        }
    }
}
