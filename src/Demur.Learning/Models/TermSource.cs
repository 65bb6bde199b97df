namespace Demur.Learning.Models;

/// <summary>Gives the term of a number without copying it.</summary>
/// <param name="index">The number, from 0.</param>
/// <returns>Its characters.</returns>
public delegate ReadOnlySpan<char> TermSource(int index);
