namespace Demur.Audit.Labelling;

/// <summary>Decides whether a response does what was asked or declines it. Implementations are immutable and safe to use from many threads.</summary>
public interface IResponseLabeler
{
    /// <summary>The labeller's name and version, as stored with every decision's run.</summary>
    string Name { get; }

    /// <summary>Labels one response.</summary>
    /// <param name="prompt">What was asked; may be empty when it is not known.</param>
    /// <param name="response">What was answered; an empty text is neither refusal nor compliance and yields an abstention.</param>
    /// <returns>The decision; its score is P(refusal).</returns>
    ResponseDecision Decide(string prompt, string response);
}
