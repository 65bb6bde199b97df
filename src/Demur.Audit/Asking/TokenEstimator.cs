using Demur.Audit.Endpoints;
using Demur.Suites;

namespace Demur.Audit.Asking;

/// <summary>Guesses a request's tokens before it is sent: four characters to a token, and answers as long as those so far.</summary>
internal sealed class TokenEstimator(AuditOptions options)
{
    private const int CharactersPerToken = 4;
    private const int TokensPerTurn = 4;
    private const int FirstGuess = 200;
    private long _answers;
    private long _answerTokens;

    public TokenUse Estimate(SuitePrompt prompt)
    {
        long characters = prompt.Text.Length + (options.SystemPrompt?.Length ?? 0) + prompt.Before.Sum(turn => turn.Text.Length);
        var answers = Interlocked.Read(ref _answers);
        var output = answers == 0 ? FirstGuess : Interlocked.Read(ref _answerTokens) / answers;
        return new TokenUse(
            (characters / CharactersPerToken) + (TokensPerTurn * (prompt.Before.Count + 2)),
            Math.Min(output, options.MaxOutputTokens ?? long.MaxValue));
    }

    /// <summary>
    /// What a request used: the endpoint's own count, or a guess from the text where it does not count. A request that timed out is taken to have used
    /// its estimate, for the endpoint bills what it made; any other without an answer used nothing that is known.
    /// </summary>
    public TokenUse Used(TokenUse estimate, Reply reply)
    {
        if (reply is { Failure.Kind: FailureKind.TimedOut, OutputTokens: null, Text.Length: 0 })
        {
            return estimate;
        }

        if (reply is { Failure: not null, OutputTokens: null, Text.Length: 0 })
        {
            return default;
        }

        var output = reply.OutputTokens ?? ((reply.FullLength ?? reply.Text.Length) / CharactersPerToken);
        Interlocked.Increment(ref _answers);
        Interlocked.Add(ref _answerTokens, output);
        return new TokenUse(reply.InputTokens ?? estimate.Input, output);
    }
}
