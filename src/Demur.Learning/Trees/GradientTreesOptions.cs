namespace Demur.Learning.Trees;

/// <summary>The settings of gradient boosted trees.</summary>
public sealed record GradientTreesOptions
{
    /// <summary>The number of trees; 100 by default.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>The most questions in a row; 4 by default.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>How much of each tree's answer is taken; 0.1 by default.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>The L2 penalty on leaf answers; 1 by default.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>The least sum of curvatures in a leaf; 1 by default, about four undecided examples.</summary>
    public double MinLeafCurvature { get; init; } = 1;

    /// <summary>The share of examples that each tree sees, drawn without replacement; all by default.</summary>
    public double RowShare { get; init; } = 1;

    internal void Validate()
    {
        if (Trees < 1 || Depth is < 1 or > 16 || !(LearningRate > 0) || !(Lambda >= 0) || !(MinLeafCurvature >= 0) || !(RowShare is > 0 and <= 1))
        {
            throw new DemurException(ErrorCode.Usage, $"{Trees} trees of depth {Depth} (1 to 16) at rate {LearningRate} with penalty {Lambda} on {RowShare:P0} of the rows cannot be grown; see the options' ranges.");
        }
    }
}
