namespace Demur.Cli.Commands;

/// <summary>What <c>demur reproduce</c> was asked to do.</summary>
internal sealed record ReproduceSettings(string Paper, int Seeds, int Seed, bool Json, bool Quiet);
