using Demur.Audit.Runs;
using Demur.Taxonomies;

namespace Demur.Audit.Reports.Statistics;

/// <summary>Cuts a run's answers by suite, category and group.</summary>
internal sealed class RunSlices(IReadOnlyList<LabelledAnswer> answers, Taxonomy? taxonomy)
{
    private readonly Dictionary<string, int> _order = Order(taxonomy);

    public IReadOnlyList<SliceStatistics> Suites() =>
        [.. answers.GroupBy(answer => answer.Answer.Suite).Select(group => SliceStatistics.Of(group.Key, group.Key, group: null, [.. group]))];

    public IReadOnlyList<SliceStatistics> Categories() =>
        [.. answers
            .GroupBy(answer => answer.Answer.Prompt.Category)
            .OrderBy(group => _order.GetValueOrDefault(group.Key, int.MaxValue))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Category(group.Key, [.. group]))];

    public IReadOnlyList<SliceStatistics> Groups() =>
        [.. answers
            .Select(answer => (Answer: answer, taxonomy?.Find(answer.Answer.Prompt.Category)?.Group))
            .Where(item => item.Group is not null)
            .GroupBy(item => item.Group!, item => item.Answer)
            .OrderBy(group => group.Min(answer => _order[answer.Answer.Prompt.Category]))
            .Select(group => SliceStatistics.Of(group.Key, group.Key, group: null, [.. group]))];

    private SliceStatistics Category(string id, IReadOnlyList<LabelledAnswer> slice)
    {
        var category = taxonomy?.Find(id);
        return SliceStatistics.Of(id, category?.Name ?? id, category?.Group, slice);
    }

    private static Dictionary<string, int> Order(Taxonomy? taxonomy) =>
        (taxonomy?.Categories ?? []).Select((category, index) => (category.Id, index)).ToDictionary(item => item.Id, item => item.index, StringComparer.Ordinal);
}
