using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of models of 2023 to rude, risky and attacking requests, from the samples of two data sets in github.com/ThuCCSLab/JailbreakEval (their licences do
/// not allow every use: never trained on).
/// </summary>
internal sealed class JailbreakEvalSource : ICorpusSource
{
    private static readonly (string Name, string File)[] Files = [("jailjudge", "JAILJUDGEmini.csv"), ("saferlhf", "Safe-RLHFmini.csv")];

    /// <inheritdoc/>
    public string Name => "jailbreak-eval";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "JailbreakEval";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (name, file) in Files)
        {
            await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "data", file), cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                yield return new CorpusEntry($"{name}:{row.Row}", name, row.GetString("question"), row.FindString("answer") ?? "");
            }
        }
    }
}
