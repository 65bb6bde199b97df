using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of GPT-3.5, GPT-4 and ten Llama 3 models, most of them tuned to refuse at any place of an answer, to everyday requests and to jailbreaks
/// (Yuan et al. 2024, github.com/RobustNLP/DeRTa; MIT): kept for measuring, since learning from them helped nowhere.
/// </summary>
internal sealed class DertaSource : ICorpusSource
{
    private static readonly string[] Folders = ["helpfulness/alpacaeval", "safety/autodan", "safety/jailbreakchat"];
    private static readonly DataFileOptions Lines = new() { Format = DataFormat.JsonLines };

    /// <inheritdoc/>
    public string Name => "derta";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "DeRTa";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var kind in Folders)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "results", kind), "*.json").Order(StringComparer.Ordinal))
            {
                var (suite, name) = (Path.GetFileName(kind), Path.GetFileNameWithoutExtension(file));
                await foreach (var row in DataFile.ReadAsync(file, Lines, cancellationToken).ConfigureAwait(false))
                {
                    var prompt = row.FindString("question") ?? row.GetString("instruction");
                    yield return new CorpusEntry($"{suite}/{name}:{row.Row}", name, prompt, row.FindString("response") ?? "");
                }
            }
        }
    }
}
