namespace Demur.Neural.Generation;

/// <summary>How an answer is written.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens that are written, a forced prefix included; 256 by default.</summary>
    public int MaximumTokens { get; init; } = 256;

    /// <summary>How freely tokens are drawn; 0, the default, always takes the most probable one.</summary>
    public double Temperature { get; init; }

    /// <summary>Draws among so many most probable tokens; 0, the default, for all.</summary>
    public int TopK { get; init; }

    /// <summary>Draws among the fewest tokens whose probabilities reach this sum, from above 0 to 1; 1 by default (Holtzman and others 2020).</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Draws among tokens at least this fraction as probable as the most probable one, from 0 to 1; 0 by default.</summary>
    public double MinP { get; init; }

    /// <summary>Divides the positive and multiplies the negative logits of tokens that have occurred; 1, the default, changes nothing (Keskar and others 2019).</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>The seed of the draws; row i of a batch draws with seed + i, so that it writes what it would write alone. 0 by default.</summary>
    public int Seed { get; init; }

    /// <summary>Tokens that end an answer and are no part of its text; none by default.</summary>
    public IReadOnlyList<int> StopTokens { get; init; } = [];

    /// <summary>Texts that end an answer and are no part of it, also where they begin in one token and end in another; none by default.</summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>Tokens that the answer begins with whatever the model would say, as in prefill attacks; none by default.</summary>
    public IReadOnlyList<int> ForcedPrefix { get; init; } = [];

    /// <summary>How many of the most probable tokens are reported beside each chosen one; 0 by default.</summary>
    public int Alternatives { get; init; }

    /// <summary>What rewrites logits before the choice, in order; none by default.</summary>
    public IReadOnlyList<ILogitsProcessor> Processors { get; init; } = [];

    internal void Check()
    {
        Require(MaximumTokens >= 1, nameof(MaximumTokens), MaximumTokens, "at least 1");
        Require(Temperature is >= 0 and < 1e6, nameof(Temperature), Temperature, "0 or more");
        Require(TopK >= 0, nameof(TopK), TopK, "0 or more");
        Require(TopP is > 0 and <= 1, nameof(TopP), TopP, "above 0 and at most 1");
        Require(MinP is >= 0 and <= 1, nameof(MinP), MinP, "0 to 1");
        Require(RepetitionPenalty is > 0 and < 1e6, nameof(RepetitionPenalty), RepetitionPenalty, "above 0");
        Require(Alternatives >= 0, nameof(Alternatives), Alternatives, "0 or more");
        Require(StopStrings.All(text => text.Length > 0), nameof(StopStrings), "an empty text", "texts that are not empty");
        Require(ForcedPrefix.Count <= MaximumTokens, nameof(ForcedPrefix), $"{ForcedPrefix.Count} tokens", $"at most the {MaximumTokens} of {nameof(MaximumTokens)}");
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
        {
            throw new DemurException(ErrorCode.Usage, $"The generation option {name} is {value}; expected {expected}.");
        }
    }
}
