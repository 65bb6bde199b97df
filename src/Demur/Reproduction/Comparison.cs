namespace Demur.Reproduction;

/// <summary>How a measured figure is held against its threshold.</summary>
public enum Comparison
{
    /// <summary>The figure must reach the threshold.</summary>
    AtLeast,

    /// <summary>The figure must not pass the threshold.</summary>
    AtMost,

    /// <summary>The figure must be the threshold, to twelve significant digits.</summary>
    Exactly,
}
