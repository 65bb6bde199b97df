namespace Demur.Testing;

/// <summary>One request as the fake endpoint received it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Model">The model that was asked for.</param>
/// <param name="System">The system prompt; null when there was none.</param>
/// <param name="Prompt">The last user turn.</param>
/// <param name="Authorization">The Authorization header.</param>
/// <param name="IsStreaming">Whether a stream was asked for.</param>
/// <param name="Body">The whole body.</param>
public sealed record FakeRequest(int Number, string Model, string? System, string Prompt, string? Authorization, bool IsStreaming, string Body);
