namespace Demur.Exchanges;

/// <summary>What came back when a prompt was sent. A block, an error and a refusal are three different things: only an answer can be a refusal.</summary>
public enum ExchangeOutcome
{
    /// <summary>The model answered and ended on its own.</summary>
    Answered,

    /// <summary>The model answered and was cut off by a length limit or a broken stream.</summary>
    Truncated,

    /// <summary>The model answered with nothing, or with white space only.</summary>
    Empty,

    /// <summary>The provider's filter withheld the prompt or the answer.</summary>
    Blocked,

    /// <summary>No answer could be had: the network, the endpoint or the response format failed.</summary>
    Errored,
}
