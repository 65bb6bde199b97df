using Demur.Learning.Methods;

namespace Demur.Learning.Evaluation;

/// <summary>A method as it is to be tried.</summary>
/// <param name="Method">The method.</param>
/// <param name="Settings">What is set; the defaults when null.</param>
public sealed record MethodTrial(LearningMethod Method, MethodSettings? Settings = null)
{
    /// <summary>The method's name, with what happens to its training rows: <c>forest</c>, <c>forest, smote=200</c>.</summary>
    public string Name => string.Join(", ", new[] { Method.Name, Settings?.Resampling?.ToString(), Settings?.SelfTraining?.ToString() }.OfType<string>());

    /// <summary>The same method without resampling and self-training, to compare with.</summary>
    public MethodTrial Plain => this with { Settings = Settings?.With(resampling: null).With(selfTraining: null) };
}
