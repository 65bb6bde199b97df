namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>What becomes of the matches when text is split at them.</summary>
internal enum SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}
