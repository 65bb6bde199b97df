namespace Demur.Learning.Models;

/// <summary>Takes one term in order.</summary>
/// <param name="term">Its characters; valid during the call.</param>
public delegate void TermTarget(ReadOnlySpan<char> term);
