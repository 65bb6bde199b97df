using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of GPT-4 and GPT-3.5 of June 2023 to unsafe requests and statements in eleven domains, without a cipher (Yuan et al. 2023,
/// github.com/RobustNLP/CipherChat, MIT); kept for testing. <c>bench/peers/cipherchat.py</c> takes them out of the publisher's pickles.
/// </summary>
internal sealed class CipherChatSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "cipherchat";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "CipherChat";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "vanilla.jsonl");
        await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return new CorpusEntry(row.GetString("row"), row.GetString("model"), row.GetString("prompt"), row.FindString("response") ?? "");
        }
    }
}
