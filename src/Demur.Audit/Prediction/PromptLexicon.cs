using Demur.Learning.Text;

namespace Demur.Audit.Prediction;

/// <summary>
/// Demur's own lexicon of what prompts are about: nations, faiths, politics, insults, violence and a dozen more, about 640 English words.
/// It was written by hand after looking at which single words mark refusals in one data set of 2023; it knows no label.
/// </summary>
public static class PromptLexicon
{
    private const string Resource = "Prediction/concepts.json";

    private static readonly Lazy<Lexicon> Loaded = new(Load);

    /// <summary>The lexicon.</summary>
    public static Lexicon Default => Loaded.Value;

    private static Lexicon Load()
    {
        using var stream = typeof(PromptLexicon).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from {typeof(PromptLexicon).Assembly.GetName().Name}.");
        return Lexicon.Parse(stream, Resource);
    }
}
