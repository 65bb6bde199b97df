namespace Demur.Data;

/// <summary>One row that was left out.</summary>
/// <param name="Row">The record's number, from 0, broken records counted too.</param>
/// <param name="Line">The line on which the record starts, from 1; null where the format has no lines.</param>
/// <param name="Message">The complete sentence that <see cref="BrokenRowPolicy.Stop"/> would have thrown.</param>
public sealed record BrokenRow(long Row, long? Line, string Message);
