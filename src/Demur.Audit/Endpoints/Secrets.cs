namespace Demur.Audit.Endpoints;

/// <summary>Takes known secrets out of everything that is stored or shown: endpoints echo keys in errors, and some echo headers in answers.</summary>
internal sealed class Secrets
{
    private const int ShortestSecret = 6;
    private readonly string[] _secrets;

    public Secrets(IEnumerable<string> secrets)
    {
        // A placeholder of a few letters occurs in ordinary words; taking it out would change answers.
        _secrets = [.. secrets.Where(secret => secret.Length >= ShortestSecret).OrderByDescending(secret => secret.Length)];
    }

    /// <summary>The text with every known secret replaced.</summary>
    public string Remove(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "[key removed]", StringComparison.Ordinal);
        }

        return text;
    }
}
