using Demur.Learning.Text;

namespace Demur.Audit.Prediction;

/// <summary>
/// Demur's own lexicon of what prompts are about: nations, faiths, politics, insults, violence and some seventeen more, about 890 English words.
/// It was written from general knowledge, without a look at any data set, so that figures measured with it owe nothing to the prompts that they are measured on.
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
