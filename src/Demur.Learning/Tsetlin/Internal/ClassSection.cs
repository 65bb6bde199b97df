using System.Numerics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>The clauses of one class: even ones vote for it, odd ones against it, each with its weight.</summary>
internal sealed class ClassSection : ClauseSection
{
    private const ulong Even = 0x5555_5555_5555_5555;
    private readonly int _label;
    private readonly bool _isWeighted;
    private readonly int _maxWeight;

    public ClassSection(ClauseBank bank, TsetlinOptions options, int label)
        : base(bank, options)
    {
        _label = label;
        _isWeighted = options.Weighted;
        _maxWeight = int.MaxValue / bank.Clauses;
        Weights = new int[bank.Clauses];
        Weights.AsSpan().Fill(1);
    }

    public override int[] Weights { get; }

    public override int Weight(int clause, int label) => label != _label ? 0 : clause % 2 == 0 ? Weights[clause] : -Weights[clause];

    public override void RestoreWeights()
    {
        foreach (ref var weight in Weights.AsSpan())
        {
            weight = Math.Clamp(weight, 1, _maxWeight);
        }
    }

    protected override void AddVotes(int block, ulong fired, Span<int> sums)
    {
        if (!_isWeighted)
        {
            sums[_label] += BitOperations.PopCount(fired & Even) - BitOperations.PopCount(fired & ~Even);
            return;
        }

        for (var left = fired; left != 0; left &= left - 1)
        {
            sums[_label] += Weight((block * BlockClauses) + BitOperations.TrailingZeroCount(left), _label);
        }
    }

    protected override ulong Supporters(int block, int label) => Even;

    protected override void Strengthen(int clause, int label)
    {
        if (_isWeighted && Weights[clause] < _maxWeight)
        {
            Weights[clause]++;
        }
    }

    protected override void Weaken(int clause, int label)
    {
        if (_isWeighted && Weights[clause] > 1)
        {
            Weights[clause]--;
        }
    }
}
