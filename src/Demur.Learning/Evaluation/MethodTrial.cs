using Demur.Learning.Methods;

namespace Demur.Learning.Evaluation;

/// <summary>A method as it is to be tried.</summary>
/// <param name="Method">The method.</param>
/// <param name="Settings">What is set; the defaults when null.</param>
public sealed record MethodTrial(LearningMethod Method, MethodSettings? Settings = null);
