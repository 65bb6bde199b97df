using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>ChatGPT's answers of 2023 to everyday requests, many of which open with what a language model cannot do (Li et al. 2023, github.com/RUCAIBox/HaluEval, MIT): kept for measuring, since learning from them helped nowhere.</summary>
internal sealed class HaluEvalSource : ICorpusSource
{
    private static readonly DataFileOptions Lines = new() { Format = DataFormat.JsonLines };

    /// <inheritdoc/>
    public string Name => "halueval";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "HaluEval";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "data", "general_data.json");
        await foreach (var row in DataFile.ReadAsync(file, Lines, cancellationToken).ConfigureAwait(false))
        {
            yield return new CorpusEntry($"{row.Row}", "chatgpt", row.GetString("user_query"), row.FindString("chatgpt_response") ?? "");
        }
    }
}
