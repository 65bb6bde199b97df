namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Adds up the votes of rules.</summary>
internal readonly ref struct VoteSink(RuleSet rules, Span<int> sums) : IRuleSink
{
    private readonly Span<int> _sums = sums;

    public void Add(int rule)
    {
        var classes = rules.Classes(rule);
        var weights = rules.Weights(rule);
        for (var i = 0; i < classes.Length; i++)
        {
            _sums[classes[i]] += weights[i];
        }
    }
}
