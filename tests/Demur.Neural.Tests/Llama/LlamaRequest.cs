namespace Demur.Neural.Tests.Llama;

/// <summary>What llama.cpp is asked to evaluate.</summary>
internal sealed record LlamaRequest(string Model)
{
    public IReadOnlyList<int[]> Prompts { get; init; } = [];

    public string Logits { get; init; } = "last";

    public int Greedy { get; init; }

    public int Threads { get; init; } = 1;

    public IReadOnlyList<string> Text { get; init; } = [];
}
