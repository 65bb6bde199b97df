namespace Demur.Cli.Commands;

/// <summary>The labels and exchanges that travel inside the tool, for training and measuring labellers.</summary>
internal static class LabelSources
{
    /// <summary>Opens our labels.</summary>
    public static Stream OpenLabels() => Open("labels.jsonl");

    /// <summary>Opens our own exchanges.</summary>
    public static Stream OpenOwn() => Open("synthetic.jsonl");

    private static Stream Open(string name) =>
        typeof(LabelSources).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing from the tool.");
}
