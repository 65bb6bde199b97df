namespace Demur.Neural.Generation;

/// <summary>Why an answer ended.</summary>
public enum StopReason
{
    /// <summary>The model wrote a token that ends answers.</summary>
    StopToken,

    /// <summary>One of the stop texts came up.</summary>
    StopString,

    /// <summary>The most tokens allowed were written, or the model's context is full.</summary>
    Length,
}
