namespace Demur.Learning.Imbalance;

/// <summary>Which rows Borderline-SMOTE moves towards.</summary>
public enum BorderlineKind
{
    /// <summary>Neighbours of the same class (borderline-SMOTE1).</summary>
    SameClass,

    /// <summary>Neighbours of any class, at most half way where the class differs (borderline-SMOTE2).</summary>
    AnyClass,
}
