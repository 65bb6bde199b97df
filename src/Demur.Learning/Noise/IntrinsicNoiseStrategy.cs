namespace Demur.Learning.Noise;

/// <summary>
/// Trusts the labelled examples and suspects the none class (arXiv 2311.12298, intrinsic strategy): where models lose positives to none, the nearest
/// negatives are suspicious. Finds many of the hidden positives, and many innocent rows beside them.
/// </summary>
public sealed class IntrinsicNoiseStrategy : INoiseStrategy
{
    /// <inheritdoc/>
    public string Name => "intrinsic";

    /// <inheritdoc/>
    public IReadOnlyList<NoiseFlag> Flag(NoiseView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var none = view.RequireNone(Name);
        var negatives = Enumerable.Range(0, view.Data.Count).Where(row => view.Data.Labels[row] == none).ToList();
        var lost = Enumerable.Range(0, view.Data.Count).Where(row => view.Data.Labels[row] != none && view.Predicted(row) == none).ToList();
        if (lost.Count == 0)
        {
            return [];
        }

        var near = view.Index(view.Vectors.Select(negatives)).Of(view.Vectors.Select(lost), Math.Min(view.Options.Neighbours, negatives.Count), cancellationToken);
        var suspects = Enumerable.Range(0, lost.Count).SelectMany(query => near.Rows(query).ToArray()).Distinct().Order().Select(i => negatives[i]).ToList();
        var evidence = view.Index(view.Vectors.Select(lost)).Of(view.Vectors.Select(suspects), Math.Min(view.Options.Neighbours, lost.Count), cancellationToken);
        return
        [
            .. suspects.Select((row, query) =>
            {
                NoiseNeighbour[] neighbours = [.. evidence.Rows(query).ToArray().Select((i, rank) => new NoiseNeighbour(view.Data.Texts[lost[i]], view.Data.Labels[lost[i]], evidence.Distances(query)[rank]))];
                return new NoiseFlag(row, neighbours[0].Label, neighbours);
            }),
        ];
    }
}
