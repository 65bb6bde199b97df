namespace Demur.Neural.Training;

/// <summary>How the learning rate moves after the warm-up.</summary>
public enum LearningRateShape
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls in a straight line to the floor.</summary>
    Linear,

    /// <summary>It falls along half a cosine to the floor.</summary>
    Cosine,
}
