namespace Demur.Learning.Tsetlin;

/// <summary>Turns the literals of a rule into what a person reads; the features of a machine are bits, and only the one who made the bits knows what they mean.</summary>
/// <param name="literals">The literals of one rule.</param>
/// <returns>The conditions, in reading order; fewer than literals where several say one thing.</returns>
public delegate IReadOnlyList<TsetlinCondition> TsetlinReading(IReadOnlyList<TsetlinLiteral> literals);
