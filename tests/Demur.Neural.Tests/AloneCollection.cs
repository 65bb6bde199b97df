namespace Demur.Neural.Tests;

/// <summary>Tests that count the tensors of the whole process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
