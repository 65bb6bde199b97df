namespace Demur.Learning.Tsetlin;

/// <summary>A part of a rule as a person reads it.</summary>
/// <param name="Text">What must hold or must not, such as a word or <c>age &gt;= 40</c>.</param>
/// <param name="IsNegated">Whether it must not hold.</param>
public sealed record TsetlinCondition(string Text, bool IsNegated)
{
    /// <summary>The condition with its <c>NOT</c>.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => IsNegated ? $"NOT {Text}" : Text;
}
