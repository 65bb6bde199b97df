using System.Numerics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Clauses that all classes share (Glimsdal and Granmo 2021): a weight for each class, whose sign says for or against.</summary>
internal sealed class SharedSection : ClauseSection
{
    private readonly int _classes;
    private readonly int _maxWeight;
    private readonly ulong[] _supporters; // [class, block]: where the weight is at least 0

    public SharedSection(ClauseBank bank, TsetlinOptions options, int classes)
        : base(bank, options)
    {
        _classes = classes;
        _maxWeight = int.MaxValue / bank.Clauses;
        _supporters = new ulong[classes * Blocks];
        Weights = new int[bank.Clauses * classes];
        var random = new SplitMix(options.Seed, -1);
        foreach (ref var weight in Weights.AsSpan())
        {
            weight = random.Below(2) == 0 ? 1 : -1;
        }

        RestoreWeights();
    }

    public override int[] Weights { get; } // [clause, class]

    public override int Weight(int clause, int label) => Weights[(clause * _classes) + label];

    public override void RestoreWeights()
    {
        Array.Clear(_supporters);
        for (var i = 0; i < Weights.Length; i++)
        {
            Weights[i] = Math.Clamp(Weights[i], -_maxWeight, _maxWeight);
            Mark(i / _classes, i % _classes);
        }
    }

    protected override void AddVotes(int block, ulong fired, Span<int> sums)
    {
        for (var left = fired; left != 0; left &= left - 1)
        {
            var weights = Weights.AsSpan(((block * BlockClauses) + BitOperations.TrailingZeroCount(left)) * _classes, _classes);
            for (var label = 0; label < weights.Length; label++)
            {
                sums[label] += weights[label];
            }
        }
    }

    protected override ulong Supporters(int block, int label) => _supporters[(label * Blocks) + block];

    protected override void Strengthen(int clause, int label)
    {
        ref var weight = ref Weights[(clause * _classes) + label];
        weight = Math.Clamp(weight + (weight >= 0 ? 1 : -1), -_maxWeight, _maxWeight);
    }

    protected override void Weaken(int clause, int label)
    {
        ref var weight = ref Weights[(clause * _classes) + label];
        weight -= weight >= 0 ? 1 : -1;
        Mark(clause, label);
    }

    private void Mark(int clause, int label)
    {
        ref var word = ref _supporters[(label * Blocks) + (clause / BlockClauses)];
        var bit = 1UL << clause;
        word = Weight(clause, label) >= 0 ? word | bit : word & ~bit;
    }
}
