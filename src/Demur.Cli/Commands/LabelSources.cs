using Demur.Audit.Labelling.Training;

namespace Demur.Cli.Commands;

/// <summary>The labels and exchanges that travel inside the tool, for training and measuring labellers.</summary>
internal static class LabelSources
{
    /// <summary>Loads the corpus below a folder, with our labels.</summary>
    public static async Task<LabelerCorpus> LoadAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        var labels = Open("labels.jsonl");
        await using (labels.ConfigureAwait(false))
        {
            var own = Open("synthetic.jsonl");
            await using (own.ConfigureAwait(false))
            {
                var languages = Open("languages.jsonl");
                await using (languages.ConfigureAwait(false))
                {
                    return await LabelerCorpus.LoadAsync(data.FullName, labels, own, languages, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static Stream Open(string name) =>
        typeof(LabelSources).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing from the tool.");
}
