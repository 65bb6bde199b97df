namespace Demur.Neural.Tests.Llama;

/// <summary>The logits behind the positions asked for, and the greedy continuation of one prompt.</summary>
internal sealed record LlamaResult(float[][] Logits, int[] Greedy);
