using System.Runtime.Intrinsics;
using CsCheck;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Tests.Learning.Tsetlin;

public sealed class ClauseBankTests
{
    private static readonly Bernoulli Never = Bernoulli.Of(0, 16);
    private static readonly Bernoulli Always = Bernoulli.Of(1, 16);

    [Fact]
    public void Automata_start_just_below_inclusion_and_clauses_are_empty_and_true()
    {
        var bank = new ClauseBank(3, 300, 8);
        var literals = new AlignedWords(8);

        Assert.Equal(127, bank.State(2, 299));
        Assert.Equal(0, bank.CountIncluded(2));
        Assert.True(bank.Fires(2, ref literals.At(0)));
    }

    [Fact]
    public void Feedback_has_the_values_worked_by_hand()
    {
        // Four literals 1 0 1 0, all states 127.
        var bank = new ClauseBank(1, 4, 8);
        var random = Seeded();
        var literals = Row(0b0101);
        var draws = new AlignedWords(8);

        bank.Recognise(0, ref literals.At(0), random, Never, boost: false, ref draws.At(0));
        Assert.Equal([128, 127, 128, 127], States(bank, 4)); // true ones up, false ones stay where no draw is 1

        bank.Recognise(0, ref literals.At(0), random, Always, boost: false, ref draws.At(0));
        Assert.Equal([128, 126, 128, 126], States(bank, 4)); // true ones are not memorised, false ones go down

        bank.Recognise(0, ref literals.At(0), random, Always, boost: true, ref draws.At(0));
        Assert.Equal([129, 125, 129, 125], States(bank, 4)); // boost memorises all the same

        bank.Forget(0, random, Always, ref draws.At(0));
        Assert.Equal([128, 124, 128, 124], States(bank, 4));

        bank.Reject(0, ref Row(0b0101).At(0));
        Assert.Equal([128, 125, 128, 125], States(bank, 4)); // false and not included: up

        bank.Reject(0, ref Row(0b0100).At(0));
        Assert.Equal([128, 126, 128, 126], States(bank, 4)); // literal 0 is false now, but included: it stays
    }

    [Fact]
    public void States_stop_at_both_ends()
    {
        var bank = new ClauseBank(1, 2, 8);
        bank.SetState(0, 0, 254);
        bank.SetState(0, 1, 1);

        for (var i = 0; i < 3; i++)
        {
            bank.Step(0, 0, Vector256.Create(3UL, 0, 0, 0), Vector256.Create(2UL, 0, 0, 0));
        }

        Assert.Equal([255, 0], States(bank, 2));
    }

    [Fact]
    public void Bit_planes_move_as_whole_numbers_do()
    {
        var moves = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 599], Gen.ULong, Gen.ULong, Gen.Int[1, 40]);
        Gen.Select(Gen.Int[2, 600], OneOf(2, 3, 5, 8, 9, 16), moves.Array[1, 30]).Sample((literals, bits, steps) =>
        {
            var bank = new ClauseBank(2, literals, bits);
            var naive = new NaiveBank(2, literals, bits);
            foreach (var (clause, at, chosen, down, times) in steps)
            {
                var vector = at % literals / 256;
                for (var i = 0; i < times; i++)
                {
                    bank.Step(clause, vector, Spread(chosen), Spread(down));
                    for (var literal = vector * 256; literal < Math.Min(literals, (vector + 1) * 256); literal++)
                    {
                        naive.Move(clause, literal, !Bit(chosen, literal) ? 0 : Bit(down, literal) ? -1 : 1);
                    }
                }
            }

            for (var literal = 0; literal < literals; literal++)
            {
                Assert.Equal((naive[0, literal], naive[1, literal]), (bank.State(0, literal), bank.State(1, literal)));
            }
        }, iter: 60);
    }

    [Fact]
    public void Clauses_are_true_where_a_plain_loop_says_so()
    {
        // From a few literals to more than sixteen vectors, where only vectors that include something are looked at.
        Gen.Select(OneOf(2, 100, 256, 300, 4500), Gen.Int[0, 6], Gen.Int).Sample((literals, included, seed) =>
        {
            var random = new SplitMix(seed);
            var bank = new ClauseBank(1, literals, 8);
            var naive = new NaiveBank(1, literals, 8);
            for (var i = 0; i < included; i++)
            {
                var literal = random.Below(literals);
                bank.SetState(0, literal, 200);
                naive[0, literal] = 200;
            }

            var values = Enumerable.Range(0, literals).Select(_ => random.Below(4) > 0).ToArray();
            var row = new AlignedWords(bank.Vectors * 4);
            for (var literal = 0; literal < literals; literal++)
            {
                row.Span[literal >> 6] |= values[literal] ? 1UL << literal : 0;
            }

            Assert.Equal(naive.Fires(0, values), bank.Fires(0, ref row.At(0)));
        }, iter: 300);
    }

    [Fact]
    public void Padding_behind_the_last_literal_is_never_included()
    {
        var bank = new ClauseBank(1, 70, 8);
        var literals = new AlignedWords(4);

        for (var i = 0; i < 300; i++)
        {
            bank.Reject(0, ref literals.At(0));
        }

        Assert.Equal(70, bank.CountIncluded(0));
        Assert.Equal(0UL, bank.Included(0)[1] >> 6);
        Assert.Equal([128, 128], [bank.State(0, 0), bank.State(0, 69)]); // included now, so nothing moves on
    }

    [Fact]
    public void Forgetting_lowers_the_share_of_automata_that_the_rate_says()
    {
        const int literals = 2560;
        var bank = new ClauseBank(1, literals, 8);
        var random = Seeded();
        var draws = new AlignedWords(48);

        for (var i = 0; i < 20; i++)
        {
            bank.Forget(0, random, Bernoulli.Of(0.1, 16), ref draws.At(0));
        }

        // 51,200 draws: the mean fall is 2 with a standard error of .0059; six of them are allowed.
        Assert.InRange(States(bank, literals).Average(state => 127 - state), 1.965, 2.035);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.1, 15)] // 6554 / 65536 is even
    public void Trailing_zeros_of_a_probability_cost_nothing(double probability, int digits)
    {
        Assert.Equal(digits, Bernoulli.Of(probability, 16).Count);
    }

    [Fact]
    public void Masks_have_as_many_ones_as_their_probability_says()
    {
        var random = Seeded();
        foreach (var probability in new[] { 0.001, 0.1, 0.5, 0.73, 0.999 })
        {
            var ones = 0L;
            for (var i = 0; i < 4000; i++)
            {
                ones += System.Numerics.BitOperations.PopCount(random.Mask(Bernoulli.Of(probability, 24)));
            }

            var error = Math.Sqrt(probability * (1 - probability) / 256_000);
            Assert.InRange(ones / 256_000.0, probability - (6 * error), probability + (6 * error));
        }

        Assert.Equal((0UL, ulong.MaxValue), (random.Mask(Never), random.Mask(Always)));
    }

    private static Gen<int> OneOf(params int[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static BitRandom Seeded()
    {
        var random = new BitRandom();
        random.Seed(new SplitMix(4));
        return random;
    }

    private static AlignedWords Row(ulong bits)
    {
        var row = new AlignedWords(4);
        row.Span[0] = bits;
        return row;
    }

    private static Vector256<ulong> Spread(ulong word) => Vector256.Create(word, ulong.RotateLeft(word, 13), ~word, ulong.RotateLeft(word, 31));

    private static bool Bit(ulong word, int literal) => ((Spread(word).GetElement((literal >> 6) & 3) >> (literal & 63)) & 1) != 0;

    private static int[] States(ClauseBank bank, int literals) => [.. Enumerable.Range(0, literals).Select(literal => bank.State(0, literal))];
}
