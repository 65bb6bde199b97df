namespace Demur.Audit.Suites;

/// <summary>The files that travel inside the assembly, so that suites and samples need neither a folder nor a network.</summary>
internal static class EmbeddedFile
{
    /// <summary>Opens a file by its logical name, such as <c>Suites/core.jsonl</c>.</summary>
    public static Stream Open(string name) =>
        typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly was built without '{name}'.");
}
