namespace Demur.Learning.Noise;

/// <summary>
/// Confident learning (Northcutt, Jiang and Chuang 2021, arXiv 1911.00068): suspects a row whose own label is less probable, out of fold, than it is on
/// average for that label's rows, while another label is at least as probable as is usual for its own. Needs no none class.
/// </summary>
public sealed class ConfidentNoiseStrategy : INoiseStrategy
{
    /// <inheritdoc/>
    public string Name => "confident";

    /// <inheritdoc/>
    public IReadOnlyList<NoiseFlag> Flag(NoiseView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var usual = view.Classes.Select(label => Enumerable.Range(0, view.Data.Count).Where(row => view.Data.Labels[row] == label).Average(view.Trust)).ToArray();
        var flags = new List<NoiseFlag>();
        for (var row = 0; row < view.Data.Count; row++)
        {
            var probabilities = view.Probabilities(row);
            string? suggestion = null;
            var most = 0.0;
            for (var label = 0; label < usual.Length; label++)
            {
                if (probabilities[label] >= usual[label] && probabilities[label] > most)
                {
                    (suggestion, most) = (view.Classes[label], probabilities[label]);
                }
            }

            var own = usual[Enumerable.Range(0, usual.Length).First(label => view.Classes[label] == view.Data.Labels[row])];
            if (suggestion is not null && suggestion != view.Data.Labels[row] && view.Trust(row) < own)
            {
                flags.Add(new NoiseFlag(row, suggestion, []));
            }
        }

        return flags;
    }
}
