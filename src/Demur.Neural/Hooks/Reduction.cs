namespace Demur.Neural.Hooks;

/// <summary>What a capture keeps of the values that it sees.</summary>
public enum Reduction
{
    /// <summary>The values themselves, a tensor for each forward.</summary>
    None,

    /// <summary>The mean over the selected tokens of each row, [batch, ..], a tensor for each forward; zeros for a row with none.</summary>
    RowMean,

    /// <summary>One mean over all selected tokens of all forwards, in 64 bits.</summary>
    RunningMean,

    /// <summary>One mean and covariance over all selected tokens of all forwards, in 64 bits.</summary>
    RunningCovariance,
}
