namespace Demur.Learning.Linear;

/// <summary>The loss of a linear support vector machine.</summary>
public enum HingeLoss
{
    /// <summary>max(0, 1 − y f)².</summary>
    Squared,

    /// <summary>max(0, 1 − y f).</summary>
    Plain,
}
