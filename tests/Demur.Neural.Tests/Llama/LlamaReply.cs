namespace Demur.Neural.Tests.Llama;

/// <summary>What llama.cpp answered.</summary>
internal sealed record LlamaReply(IReadOnlyList<LlamaResult> Results, IReadOnlyList<int[]> Tokens, IReadOnlyList<string> Texts, string? Template);
