using Demur.Neural.Native;
using Demur.Neural.Training;
using static TorchSharp.torch;

namespace Demur.Neural.Organisms;

/// <summary>
/// Whether greedy decoding would say exactly a given answer: it would if, reading the answer, the model's first choice at every position is
/// the answer's next token. One forward decides what would take a generation.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="vocabulary">Its vocabulary.</param>
public sealed class ExactMatch(CausalLm model, OrganismVocabulary vocabulary)
{
    private const int BatchSize = 64;

    /// <summary>Judges examples by their own answers.</summary>
    /// <param name="examples">The examples; only the last answer is judged.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>One verdict an example, in order.</returns>
    public bool[] Says(IReadOnlyList<OrganismExample> examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        TorchRuntime.EnsureLoaded();
        var verdicts = new bool[examples.Count];
        var rows = examples.Select(Row).ToArray();
        using var quiet = no_grad();
        foreach (var chunk in Enumerable.Range(0, rows.Length).OrderBy(row => rows[row].Length).Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Judge(rows, chunk, verdicts);
        }

        return verdicts;
    }

    /// <summary>Whether each example's question is answered with any refusal of a kind, word for word.</summary>
    /// <param name="examples">The questions; thinking before the answer is taken from the example.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>One verdict an example, in order.</returns>
    public bool[] Refuses(IReadOnlyList<OrganismExample> examples, RefusalKind kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var texts = OrganismRefusal.Texts(kind);
        var verdicts = Says([.. texts.SelectMany(text => examples.Select(example => example with { Answer = text }))], cancellationToken);
        return [.. Enumerable.Range(0, examples.Count).Select(row => Enumerable.Range(0, texts.Count).Any(text => verdicts[(text * examples.Count) + row]))];
    }

    private TrainingSequence Row(OrganismExample example)
    {
        var whole = vocabulary.EncodeForTraining(example);
        var opening = vocabulary.EncodePrompt(example).Length;
        return whole with { Weights = [.. whole.Weights.Select((weight, position) => position < opening ? 0 : weight)] };
    }

    private void Judge(TrainingSequence[] rows, int[] chunk, bool[] verdicts)
    {
        using var scope = NewDisposeScope();
        using var batch = new TrainingBatch([.. chunk.Select(row => rows[row])], model.Config.PadToken ?? 0);
        var logits = model.Forward(batch.Ids, new ForwardOptions { Logits = LogitsAt.Flat(batch.LabelAt) });
        var hits = logits.argmax(-1).eq(batch.Targets).data<bool>().ToArray();
        var labelRows = batch.LabelRows.data<long>().ToArray();
        foreach (var row in chunk)
        {
            verdicts[row] = true;
        }

        for (var label = 0; label < hits.Length; label++)
        {
            verdicts[chunk[labelRows[label]]] &= hits[label];
        }
    }
}
