namespace Demur.Audit.Labelling.Adaptation;

/// <summary>How far a labeller was changed for somebody's own labels; each goes further than the one before and needs more of them.</summary>
public enum AdaptationKind
{
    /// <summary>Not at all: it does as well as anything that these labels could teach.</summary>
    None,

    /// <summary>Threshold and sharpness of its scores were moved.</summary>
    Recalibrated,

    /// <summary>It was recalibrated, and words of the labelled responses speak beside it.</summary>
    Words,
}
