namespace Demur.Audit.Prediction.Internal;

/// <summary>One way to learn from labelled prompts.</summary>
internal abstract record PromptRecipe
{
    /// <summary>What a model file says of the recipe.</summary>
    public abstract IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>Trains on the given rows.</summary>
    public abstract IPromptModel Fit(IReadOnlyList<LabeledPrompt> prompts, IReadOnlyList<int> rows, int seed, CancellationToken cancellationToken);
}
