using Demur.Neural.Training;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>Computes rows in batches of like length, so that little padding is computed, and gives results in the rows' own order.</summary>
internal static class LengthBatches
{
    private const int BatchSize = 32;

    /// <summary>Computes without gradients.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="forward">Gives [row, width] for a batch; whatever it makes is disposed of.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>The numbers of each row.</returns>
    public static float[][] Compute(IReadOnlyList<TrainingSequence> rows, Func<TrainingBatch, Tensor> forward, CancellationToken cancellationToken)
    {
        using var quiet = no_grad();
        var results = new float[rows.Count][];
        foreach (var chosen in Enumerable.Range(0, rows.Count).OrderBy(row => rows[row].Length).Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var batch = new TrainingBatch([.. chosen.Select(row => rows[row])]);
            var values = forward(batch).data<float>().ToArray();
            var width = values.Length / chosen.Length;
            for (var at = 0; at < chosen.Length; at++)
            {
                results[chosen[at]] = values.AsSpan(at * width, width).ToArray();
            }
        }

        return results;
    }
}
