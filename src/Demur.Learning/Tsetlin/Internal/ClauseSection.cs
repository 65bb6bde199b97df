using System.Numerics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Clauses that vote together: those of one class, or the ones that all classes share. Worked on in blocks of 64, each with a generator of its own.</summary>
internal abstract class ClauseSection
{
    public const int BlockClauses = 64;
    private const int ChoiceDigits = 24;
    private const int RateDigits = 16;
    private readonly BitRandom[] _random;
    private readonly ulong[] _active; // [block]: the clauses that take part in this epoch
    private readonly bool _boost;
    private readonly int _budget;
    private readonly Bernoulli _rate;
    private readonly Bernoulli _drop;

    protected ClauseSection(ClauseBank bank, TsetlinOptions options)
    {
        Bank = bank;
        Blocks = (bank.Clauses + BlockClauses - 1) / BlockClauses;
        Fired = new ulong[Blocks];
        _active = new ulong[Blocks];
        _random = [.. Enumerable.Range(0, Blocks).Select(_ => new BitRandom())];
        _boost = options.Boost;
        _budget = options.LiteralBudget ?? int.MaxValue;
        _rate = Bernoulli.Of(1 / options.S, RateDigits);
        _drop = Bernoulli.Of(options.ClauseDrop, ChoiceDigits);
    }

    public ClauseBank Bank { get; }

    public int Blocks { get; }

    /// <summary>Which clauses of each block were true of the last example that was voted on.</summary>
    protected ulong[] Fired { get; }

    /// <summary>Starts an epoch: generators anew, so that a machine that goes on later does what it would have done, and the draw of who sits out.</summary>
    public void Begin(int seed, int epoch, int firstBlock)
    {
        for (var block = 0; block < Blocks; block++)
        {
            _random[block].Seed(new SplitMix(seed ^ unchecked((firstBlock + block) * (int)0x9E3779B1), epoch));
            var clauses = Math.Min(BlockClauses, Bank.Clauses - (block * BlockClauses));
            var all = clauses == BlockClauses ? ulong.MaxValue : (1UL << clauses) - 1;
            _active[block] = all & ~_random[block].Mask(_drop);
        }
    }

    /// <summary>Evaluates blocks for an example and adds their votes.</summary>
    public void Vote(Range blocks, ref ulong literals, Span<int> sums)
    {
        var (start, end) = (blocks.Start.Value, blocks.End.Value);
        for (var block = start; block < end; block++)
        {
            var fired = 0UL;
            for (var left = _active[block]; left != 0; left &= left - 1)
            {
                var clause = BitOperations.TrailingZeroCount(left);
                fired |= Bank.Fires((block * BlockClauses) + clause, ref literals) ? 1UL << clause : 0;
            }

            Fired[block] = fired;
            AddVotes(block, fired, sums);
        }
    }

    /// <summary>Gives feedback on the example that was just voted on: each clause is chosen by itself with the probability given.</summary>
    public void Teach(Range blocks, ref ulong literals, int label, bool isTarget, double probability, ref ulong draws)
    {
        var choice = Bernoulli.Of(probability, ChoiceDigits);
        if (choice.IsNever)
        {
            return;
        }

        for (var block = blocks.Start.Value; block < blocks.End.Value; block++)
        {
            var chosen = _random[block].Mask(choice) & _active[block];
            var supporters = Supporters(block, label);
            var recognising = chosen & (isTarget ? supporters : ~supporters);
            for (var left = recognising; left != 0; left &= left - 1)
            {
                Recognise(block, BitOperations.TrailingZeroCount(left), label, ref literals, ref draws);
            }

            for (var left = chosen & ~recognising & Fired[block]; left != 0; left &= left - 1)
            {
                var clause = (block * BlockClauses) + BitOperations.TrailingZeroCount(left);
                Weaken(clause, label);
                Bank.Reject(clause, ref literals);
            }
        }
    }

    /// <summary>The weight of a clause's vote for a class, below 0 when it speaks against it.</summary>
    public abstract int Weight(int clause, int label);

    /// <summary>All weights in the order in which they are stored.</summary>
    public abstract int[] Weights { get; }

    /// <summary>Brings derived state in line with <see cref="Weights"/> after these were read from a file.</summary>
    public abstract void RestoreWeights();

    protected abstract void AddVotes(int block, ulong fired, Span<int> sums);

    /// <summary>The clauses of a block that speak for a class.</summary>
    protected abstract ulong Supporters(int block, int label);

    /// <summary>A clause recognised what it speaks for.</summary>
    protected abstract void Strengthen(int clause, int label);

    /// <summary>A clause was true where it should not have been.</summary>
    protected abstract void Weaken(int clause, int label);

    private void Recognise(int block, int position, int label, ref ulong literals, ref ulong draws)
    {
        var clause = (block * BlockClauses) + position;
        var fired = ((Fired[block] >> position) & 1) != 0;
        if (fired && (_budget == int.MaxValue || Bank.CountIncluded(clause) <= _budget))
        {
            Strengthen(clause, label);
            Bank.Recognise(clause, ref literals, _random[block], _rate, _boost, ref draws);
        }
        else
        {
            Bank.Forget(clause, _random[block], _rate, ref draws);
        }
    }
}
