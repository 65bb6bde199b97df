namespace Demur.Neural.Encoders;

/// <summary>A row as an encoder reads it, such as <c>[CLS] prompt [SEP] answer [SEP]</c>.</summary>
/// <param name="Ids">The tokens: rows of the word table, at least one. No padding: rows that are computed together are padded and masked by the encoder.</param>
/// <param name="Segments">For each token the part that it belongs to, from 0; as many as there are ids.</param>
public sealed record EncodedPair(IReadOnlyList<int> Ids, IReadOnlyList<int> Segments);
