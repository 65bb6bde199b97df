using Demur.Neural.Native;
using Demur.Neural.Training;
using static TorchSharp.torch;

namespace Demur.Neural.Images.Internal;

/// <summary>
/// Cross-entropy of weak views of labelled images, plus that of strong views of the others against what the net is sure of on their weak views, as a mean over the batch with the
/// unsure ones as zeros. Without a pool the first part alone.
/// </summary>
internal sealed class FixMatchLoss(SmallConvNet net, FixMatchOptions options, ImageTraining step, ImageSet labelled, ImageSet? pool, PseudoLabels? pseudo)
{
    public Tensor Of(TrainingBatch batch)
    {
        int[] rows = [.. Enumerable.Range(0, options.LabelledBatch).Select(_ => step.Random.Below(labelled.Count))];
        var known = Augmenter.Apply(Images(labelled, rows), options.Weak, step.Random);
        var truth = tensor(rows.Select(row => (long)labelled.Labels[row]).ToArray());
        if (pool is null || pseudo is null)
        {
            return nn.functional.cross_entropy(net.Forward(known), truth);
        }

        int[] others = [.. batch.Sequences.Cast<ImageRow>().Select(row => row.Image)];
        var plain = Images(pool, others);
        var (labels, masks) = (new long[others.Length], new float[others.Length]);
        using (no_grad())
        {
            var sure = net.Forward(Augmenter.Apply(plain, options.Weak, step.Random)).softmax(1);
            pseudo.Give(others, sure.data<float>().ToArray(), labels, masks);
        }

        var strong = Augmenter.Apply(plain, options.Strong, step.Random);
        var logits = net.Forward(cat([known, strong])); // [labelled + pool, class]
        var supervised = nn.functional.cross_entropy(logits.narrow(0, 0, rows.Length), truth);
        var consistent = nn.functional.cross_entropy(logits.narrow(0, rows.Length, others.Length), tensor(labels), reduction: nn.Reduction.None);
        return supervised.add((consistent * tensor(masks)).mean(), Scalars.Of(options.UnlabelledWeight));
    }

    private static Tensor Images(ImageSet set, int[] rows) => tensor(set.Pixels(rows), [rows.Length, set.Channels, set.Height, set.Width]);
}
