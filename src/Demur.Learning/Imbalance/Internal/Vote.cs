namespace Demur.Learning.Imbalance.Internal;

/// <summary>The most frequent category, equally frequent ones by lot.</summary>
internal static class Vote
{
    public static double Of(IEnumerable<double> categories, SplitMix random)
    {
        var counts = categories.GroupBy(category => category).Select(group => (Category: group.Key, Count: group.Count())).ToList();
        var most = counts.Max(item => item.Count);
        var best = counts.Where(item => item.Count == most).Select(item => item.Category).Order().ToList();
        return best.Count == 1 ? best[0] : best[random.Below(best.Count)];
    }
}
