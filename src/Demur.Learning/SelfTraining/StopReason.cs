namespace Demur.Learning.SelfTraining;

/// <summary>Why self-training ended.</summary>
public enum StopReason
{
    /// <summary>Every row of the pool has a label.</summary>
    PoolExhausted,

    /// <summary>The policy chose no further row.</summary>
    NothingChosen,

    /// <summary>The most rounds were reached.</summary>
    RoundLimit,

    /// <summary>The accuracy on the holdout did not rise any more.</summary>
    HoldoutFell,
}
