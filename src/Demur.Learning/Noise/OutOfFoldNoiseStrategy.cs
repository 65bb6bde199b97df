namespace Demur.Learning.Noise;

/// <summary>Suspects rows of the none class that models which have not seen them call something else: a plain comparison for the neighbour strategies.</summary>
public sealed class OutOfFoldNoiseStrategy : INoiseStrategy
{
    /// <inheritdoc/>
    public string Name => "out of fold";

    /// <inheritdoc/>
    public IReadOnlyList<NoiseFlag> Flag(NoiseView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var none = view.RequireNone(Name);
        return [.. Enumerable.Range(0, view.Data.Count).Where(row => view.Data.Labels[row] == none && view.Predicted(row) != none).Select(row => new NoiseFlag(row, view.Predicted(row), []))];
    }
}
