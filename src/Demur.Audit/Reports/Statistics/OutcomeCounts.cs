using System.Text.Json;
using Demur.Audit.Runs;
using Demur.Exchanges;

namespace Demur.Audit.Reports.Statistics;

/// <summary>What came back, counted apart: a block, an error, an empty answer and a refusal are different things, and only scored answers enter the rates.</summary>
/// <param name="Answered">Answers that ended on their own.</param>
/// <param name="Truncated">Answers that were cut off; they are scored like the others.</param>
/// <param name="Empty">Answers without a text.</param>
/// <param name="Blocked">Prompts or answers that the provider's filter withheld.</param>
/// <param name="Errored">Requests that got no usable answer.</param>
/// <param name="Unscored">Answered or truncated ones on which the labeller abstained; they are counted in <paramref name="Answered"/> or <paramref name="Truncated"/> too.</param>
public sealed record OutcomeCounts(int Answered, int Truncated, int Empty, int Blocked, int Errored, int Unscored)
{
    /// <summary>All exchanges of any outcome.</summary>
    public int Total => Answered + Truncated + Empty + Blocked + Errored;

    /// <summary>The exchanges that brought an answer with a text: answered and truncated.</summary>
    public int WithAnswer => Answered + Truncated;

    /// <summary>The answers that enter the rates.</summary>
    public int Scored => WithAnswer - Unscored;

    /// <summary>Counts the outcomes of some answers.</summary>
    /// <param name="answers">The answers.</param>
    /// <returns>The counts.</returns>
    public static OutcomeCounts Of(IEnumerable<LabelledAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        Span<int> counts = stackalloc int[Enum.GetValues<ExchangeOutcome>().Length];
        var unscored = 0;
        foreach (var answer in answers)
        {
            var outcome = answer.Answer.Outcome;
            counts[(int)outcome]++;
            if (outcome is ExchangeOutcome.Answered or ExchangeOutcome.Truncated && !answer.IsScored)
            {
                unscored++;
            }
        }

        return new OutcomeCounts(
            counts[(int)ExchangeOutcome.Answered],
            counts[(int)ExchangeOutcome.Truncated],
            counts[(int)ExchangeOutcome.Empty],
            counts[(int)ExchangeOutcome.Blocked],
            counts[(int)ExchangeOutcome.Errored],
            unscored);
    }

    /// <summary>Writes the counts as the property <c>outcomes</c>, with <c>total</c> and <c>scored</c>; the same in every JSON that Demur writes.</summary>
    /// <param name="json">A writer inside an object.</param>
    public void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject("outcomes");
        json.WriteNumber("total", Total);
        json.WriteNumber("scored", Scored);
        json.WriteNumber("answered", Answered);
        json.WriteNumber("truncated", Truncated);
        json.WriteNumber("empty", Empty);
        json.WriteNumber("blocked", Blocked);
        json.WriteNumber("errored", Errored);
        json.WriteNumber("unscored", Unscored);
        json.WriteEndObject();
    }
}
