namespace Demur.Testing;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Language">The word behind the opening fence; empty for plain output.</param>
/// <param name="Lines">What stands between the fences.</param>
public sealed record FencedBlock(string Language, IReadOnlyList<string> Lines)
{
    /// <summary>Reads a page's blocks in order.</summary>
    /// <param name="path">The page.</param>
    /// <returns>The blocks.</returns>
    public static IReadOnlyList<FencedBlock> ReadAll(string path)
    {
        var blocks = new List<FencedBlock>();
        string? language = null;
        var lines = new List<string>();
        foreach (var line in File.ReadLines(path))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (language is not null)
            {
                blocks.Add(new FencedBlock(language, [.. lines]));
            }

            language = language is null ? line[3..].Trim() : null;
            lines.Clear();
        }

        return blocks;
    }
}
