namespace Demur.Data;

/// <summary>What happens when a row cannot be used. Faults of the whole file (a truncated archive, JSON that breaks off) always stop.</summary>
public enum BrokenRowPolicy
{
    /// <summary>The first broken row ends the reading with a <see cref="DemurException"/> that names file, line and column.</summary>
    Stop,

    /// <summary>Broken rows are left out; <see cref="DataReadReport"/> counts them and keeps the first errors.</summary>
    SkipAndCount,
}
