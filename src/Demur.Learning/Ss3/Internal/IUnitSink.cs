namespace Demur.Learning.Ss3.Internal;

/// <summary>Takes a text's units (words, or n-grams where they say more) in order.</summary>
internal interface IUnitSink
{
    /// <summary>Takes one unit.</summary>
    /// <param name="node">Its n-gram, or -1 for an unknown word.</param>
    /// <param name="firstToken">Its first word.</param>
    /// <param name="length">Its number of words.</param>
    /// <param name="before">What stands between it and the unit before.</param>
    void Take(int node, int firstToken, int length, Ss3Break before);
}
