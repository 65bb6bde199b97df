using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>First answers of an early assistant, which declines softly when it declines (Bai et al. 2022, github.com/anthropics/hh-rlhf, MIT); the test part of the harmlessness data, labelled by us; learning from it did not help, so it only measures.</summary>
internal sealed class HhRlhfSource : ICorpusSource
{
    private const string Human = "\n\nHuman:";
    private const string Assistant = "\n\nAssistant:";

    /// <inheritdoc/>
    public string Name => "hh-rlhf";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "harmless-base", "test.jsonl.gz"), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            foreach (var side in (string[])["chosen", "rejected"])
            {
                var text = row.GetString(side);
                var answer = text.LastIndexOf(Assistant, StringComparison.Ordinal);
                var request = text.LastIndexOf(Human, answer, StringComparison.Ordinal);
                if (request == 0)
                {
                    yield return new CorpusEntry($"{row.Row}:{side}", "hh", text[Human.Length..answer].Trim(), text[(answer + Assistant.Length)..].Trim());
                }
            }
        }
    }
}
