using Demur.Neural.Decoding;
using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Training;

/// <summary>The ordinary loss of language models, and the pieces that other losses are made of.</summary>
public static class LanguageModelLoss
{
    /// <summary>The weighted mean of the labels' negative log-probabilities.</summary>
    /// <param name="model">The model.</param>
    /// <param name="balanceWeight">The weight of the routers' balance loss; 0 by default, and without meaning for dense models.</param>
    /// <returns>The loss.</returns>
    public static TrainingLoss CrossEntropy(CausalLm model, double balanceWeight = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        return batch =>
        {
            using var balance = model.Config.Moe is not null && balanceWeight > 0 ? new RouterBalance() : null;
            var losses = TokenLosses(model, batch, balance);
            var mean = (losses * batch.Weights).sum() / batch.Weights.sum();
            return balance?.Loss() is { } unbalanced ? mean.add(unbalanced, Scalars.Of(balanceWeight)) : mean;
        };
    }

    /// <summary>The negative log-probability of each label. Logits are computed at the labelled positions alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="balance">Collects the routers' balance loss; null for none.</param>
    /// <returns>[labels], in nats.</returns>
    public static Tensor TokenLosses(CausalLm model, TrainingBatch batch, RouterBalance? balance = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);

        // Rows are padded on the right, where causal attention never looks; only the balance of experts needs to know the padding.
        var logits = model.Forward(batch.Ids, new ForwardOptions { Logits = LogitsAt.Flat(batch.LabelAt), Balance = balance, Mask = balance is null ? null : batch.Mask() });
        return nn.functional.cross_entropy(logits, batch.Targets, reduction: nn.Reduction.None);
    }

    /// <summary>The summed negative log-probability of each row's labels, unweighted.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The rows.</param>
    /// <returns>[rows], in nats.</returns>
    public static Tensor RowLosses(CausalLm model, TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var losses = TokenLosses(model, batch);
        return zeros(batch.Sequences.Count, dtype: losses.dtype).index_add(0, batch.LabelRows, losses, Scalars.Of(1L));
    }
}
