namespace Demur.Learning.Noise;

/// <summary>What to do with suspects.</summary>
public enum NoiseAction
{
    /// <summary>Leave the data as it is; a person decides by the review file.</summary>
    Review,

    /// <summary>Drop them.</summary>
    Eliminate,

    /// <summary>Give them the suggested label, and drop those without one.</summary>
    Relabel,
}
