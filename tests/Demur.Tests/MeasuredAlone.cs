namespace Demur.Tests;

/// <summary>Tests that measure the whole process run while no others do.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
