using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders.Internal;
using Demur.Neural.Native;
using Demur.Neural.Training.Internal;

namespace Demur.Neural.Encoders;

/// <summary>An encoder with a trained head that answers yes or no about pairs of texts. Predictions are thread-safe; its memory is libtorch's, so dispose of it.</summary>
public sealed class PairClassifier : IDisposable
{
    private readonly PairNet _net;

    internal PairClassifier(PairNet net) => _net = net;

    /// <summary>The sizes of the encoder.</summary>
    public EncoderShape Shape => _net.Encoder.Shape;

    /// <summary>Loads what <see cref="CopyWeights"/> gave.</summary>
    /// <param name="source">The tensors; they stay the caller's and may be disposed of afterwards.</param>
    /// <param name="heads">Attention heads of a layer; <see cref="TransformerEncoder.UsualHeads"/> by default.</param>
    /// <param name="name">What errors call the source.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">A tensor is missing, of another shape or not finite, or the heads do not divide the width.</exception>
    public static PairClassifier Load(ITensorSource source, int heads = TransformerEncoder.UsualHeads, string name = "The classifier")
    {
        ArgumentNullException.ThrowIfNull(source);
        TorchRuntime.EnsureLoaded();
        var reader = new EncoderReader(source, name);
        var net = new PairNet(reader.Read(heads, keptWords: null), seed: null);
        try
        {
            foreach (var parameter in net.HeadParameters)
            {
                reader.Fill(parameter);
            }
        }
        catch
        {
            net.Dispose();
            throw;
        }

        return new PairClassifier(net);
    }

    /// <summary>Gives the logit of a yes for each row: above 0 where it is more probable than a no.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops between two layers.</param>
    /// <returns>One logit a row, in the rows' order, computed in 32 bits whatever was trained in.</returns>
    /// <exception cref="DemurException">A row does not fit the encoder.</exception>
    public float[] Predict(IReadOnlyList<EncodedPair> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var pass = new EncoderPass(cancellationToken);
        return [.. LengthBatches.Compute(PairSequence.Of(rows, Shape), batch => _net.Logits(batch, pass), cancellationToken).Select(row => row[0])];
    }

    /// <summary>Copies the weights: the encoder's under the names of <see cref="TransformerEncoder"/>, <c>head.weight</c> [1, width] and <c>head.bias</c> [1].</summary>
    /// <returns>The tensors, 32-bit, which outlive the classifier; <see cref="SafetensorsWriter"/> writes them.</returns>
    public ITensorSource CopyWeights()
    {
        var table = new TensorTable();
        foreach (var parameter in _net.Parameters)
        {
            table.Add(parameter.Name, parameter.Value.shape, TensorCopies.ToArray(parameter.Value));
        }

        return table;
    }

    /// <inheritdoc/>
    public void Dispose() => _net.Dispose();
}
