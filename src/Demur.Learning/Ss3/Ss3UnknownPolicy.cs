namespace Demur.Learning.Ss3;

/// <summary>What to say of a text in which no word speaks for any category.</summary>
/// <param name="Category">The category to fall back on; null for the kind's own answer.</param>
/// <param name="Abstains">Whether to decline.</param>
public sealed record Ss3UnknownPolicy(string? Category, bool Abstains)
{
    /// <summary>Decline: the decision is an abstention. This is the default.</summary>
    public static Ss3UnknownPolicy Abstain { get; } = new(null, Abstains: true);

    /// <summary>Choose the category with the most words learnt.</summary>
    public static Ss3UnknownPolicy MostProbable { get; } = new(null, Abstains: false);

    /// <summary>Choose a category of one's own.</summary>
    /// <param name="category">One of the model's categories.</param>
    /// <returns>The policy.</returns>
    public static Ss3UnknownPolicy Fallback(string category)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(category);
        return new Ss3UnknownPolicy(category, Abstains: false);
    }
}
