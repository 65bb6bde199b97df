namespace Demur.Learning.Noise;

/// <summary>
/// Trusts a small set of checked examples (arXiv 2311.12298, extrinsic strategy): a row of the none class is suspected where most of its nearest checked
/// examples agree on one label of the others. Surer than the intrinsic strategy.
/// </summary>
/// <param name="reference">The checked examples, with their right labels; not among the data.</param>
/// <param name="withPositives">Whether to suspect positives too, where most of their nearest checked examples agree on another label; false by default. Without a none class all rows are judged so.</param>
public sealed class ExtrinsicNoiseStrategy(LabelledTexts reference, bool withPositives = false) : INoiseStrategy
{
    /// <inheritdoc/>
    public string Name => withPositives ? "extrinsic, positives too" : "extrinsic";

    /// <inheritdoc/>
    public IReadOnlyList<NoiseFlag> Flag(NoiseView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var none = view.Options.NoneLabel is null ? null : view.RequireNone(Name);
        var count = Math.Min(view.Options.Neighbours, reference.Count);
        var near = view.Index(view.Embed(reference.Texts, cancellationToken)).Of(view.Vectors, count, cancellationToken);
        var flags = new List<NoiseFlag>();
        for (var row = 0; row < view.Data.Count; row++)
        {
            NoiseNeighbour[] neighbours = new NoiseNeighbour[count];
            for (var i = 0; i < count; i++)
            {
                var checkedRow = near.Rows(row)[i];
                neighbours[i] = new NoiseNeighbour(reference.Texts[checkedRow], reference.Labels[checkedRow], near.Distances(row)[i]);
            }

            var given = view.Data.Labels[row];
            var agreed = neighbours.GroupBy(neighbour => neighbour.Label, StringComparer.Ordinal).FirstOrDefault(group => 2 * group.Count() > count)?.Key;
            if (agreed is not null && agreed != given && (given == none || withPositives || none is null))
            {
                flags.Add(new NoiseFlag(row, agreed, neighbours));
            }
        }

        return flags;
    }
}
