namespace Demur.Audit.Labelling.Reading;

/// <summary>A prompt and a response as a reader sees them.</summary>
/// <param name="Tokens">Numbers of pieces: start, the prompt's pieces, separator, the response's, separator.</param>
/// <param name="ResponseStart">Where the response's pieces begin.</param>
public sealed record ReaderInput(IReadOnlyList<int> Tokens, int ResponseStart);
