using Demur.Neural.Generation;

namespace Demur.Neural.Tests.Generation;

public sealed class TokenSamplerTests
{
    private static readonly float[] Logits = [MathF.Log(0.5f), MathF.Log(0.25f), MathF.Log(0.125f), MathF.Log(0.1f), MathF.Log(0.025f)];

    [Fact]
    public void Without_a_temperature_the_most_probable_token_is_taken_and_the_first_among_equals() =>
        Assert.Equal(1, new TokenSampler(new GenerationOptions(), 0).Choose([0f, 2f, 2f, float.NaN], Context()));

    [Fact]
    public void Draws_follow_the_probabilities()
    {
        // 20,000 draws: the standard error of a share is at most 0.0036.
        var shares = Shares(new GenerationOptions { Temperature = 1 });

        Assert.All(shares.Zip([0.5, 0.25, 0.125, 0.1, 0.025]), pair => Assert.InRange(pair.First, pair.Second - 0.015, pair.Second + 0.015));
    }

    [Fact]
    public void A_temperature_of_two_takes_square_roots()
    {
        double[] roots = [.. new[] { 0.5, 0.25, 0.125, 0.1, 0.025 }.Select(Math.Sqrt)];
        var shares = Shares(new GenerationOptions { Temperature = 2 });

        Assert.All(shares.Zip(roots), pair => Assert.InRange(pair.First, (pair.Second / roots.Sum()) - 0.015, (pair.Second / roots.Sum()) + 0.015));
    }

    [Theory]
    [InlineData(2, 1.0, 0.0, new[] { 0.6667, 0.3333, 0, 0, 0 })]
    [InlineData(0, 0.7, 0.0, new[] { 0.6667, 0.3333, 0, 0, 0 })]
    [InlineData(0, 0.76, 0.0, new[] { 0.5714, 0.2857, 0.1429, 0, 0 })]
    [InlineData(0, 1.0, 0.15, new[] { 0.5128, 0.2564, 0.1282, 0.1026, 0 })]
    [InlineData(3, 0.5, 0.0, new[] { 1.0, 0, 0, 0, 0 })]
    public void Filters_leave_the_tokens_that_they_name(int topK, double topP, double minP, double[] expected)
    {
        // Worked by hand: the kept probabilities over their sum.
        var shares = Shares(new GenerationOptions { Temperature = 1, TopK = topK, TopP = topP, MinP = minP });

        Assert.All(shares.Zip(expected), pair => Assert.InRange(pair.First, pair.Second - 0.015, pair.Second + 0.015));
        Assert.Equal(expected.Select(share => share > 0), shares.Select(share => share > 0));
    }

    [Fact]
    public void A_penalty_divides_what_is_positive_and_multiplies_what_is_negative()
    {
        // Token 0: 3 / 2 = 1.5 falls behind 2; token 1: −1 · 2 stays last.
        var sampler = new TokenSampler(new GenerationOptions { RepetitionPenalty = 2 }, 0);

        Assert.Equal(2, sampler.Choose([3f, -1f, 2f], new LogitsContext(0, [0, 1, 0], 2)));
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_another_row_draws_otherwise()
    {
        var options = new GenerationOptions { Temperature = 1, Seed = 11 };

        Assert.Equal(Draws(options, 0), Draws(options, 0));
        Assert.NotEqual(Draws(options, 0), Draws(options, 1));
        Assert.Equal(Draws(options, 1), Draws(options with { Seed = 12 }, 0));
    }

    [Fact]
    public void When_everything_is_forbidden_the_error_says_so()
    {
        var error = Assert.Throws<DemurException>(() => new TokenSampler(new GenerationOptions(), 0).Choose([float.NegativeInfinity, float.NaN], Context()));

        Assert.Contains("forbidden", error.Message);
    }

    private static LogitsContext Context() => new(0, [], 0);

    private static int[] Draws(GenerationOptions options, int row)
    {
        var sampler = new TokenSampler(options, row);
        return [.. Enumerable.Range(0, 50).Select(_ => sampler.Choose(Logits, Context()))];
    }

    private static double[] Shares(GenerationOptions options)
    {
        var sampler = new TokenSampler(options, 0);
        var counts = new double[Logits.Length];
        for (var i = 0; i < 20_000; i++)
        {
            counts[sampler.Choose(Logits, Context())]++;
        }

        return [.. counts.Select(count => count / 20_000)];
    }
}
