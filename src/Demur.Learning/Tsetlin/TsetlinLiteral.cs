namespace Demur.Learning.Tsetlin;

/// <summary>A feature, or the absence of it, in a rule.</summary>
/// <param name="Feature">The feature's column, from 0.</param>
/// <param name="IsNegated">Whether the rule asks that the feature is absent.</param>
public readonly record struct TsetlinLiteral(int Feature, bool IsNegated);
