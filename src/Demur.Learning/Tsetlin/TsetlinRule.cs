namespace Demur.Learning.Tsetlin;

/// <summary>One rule: when all its literals hold, it adds its weight to the votes of a class. Clauses that learnt the same literals are one rule with the sum of their weights.</summary>
/// <param name="Literals">What must hold, features that must be there first; never empty.</param>
/// <param name="Class">The class it votes on, from 0.</param>
/// <param name="Weight">Its votes for the class; below 0 when it speaks against it, never 0.</param>
public sealed record TsetlinRule(IReadOnlyList<TsetlinLiteral> Literals, int Class, int Weight);
