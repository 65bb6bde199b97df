namespace Demur.Neural.Training;

/// <summary>Settings of a <see cref="Trainer"/>.</summary>
public sealed record TrainerOptions
{
    /// <summary>Steps of the optimiser; 1,000 by default. The data is gone through as often as they need.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Rows of one forward; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Forwards whose gradients make one step; 1 by default.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>The highest learning rate; 3e-3 by default.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>How the rate moves after the warm-up; cosine by default.</summary>
    public LearningRateShape Shape { get; init; } = LearningRateShape.Cosine;

    /// <summary>Steps in which the rate rises from 0; 50 by default.</summary>
    public int WarmUpSteps { get; init; } = 50;

    /// <summary>The share of the highest rate that is left at the end; 0.05 by default.</summary>
    public double FloorShare { get; init; } = 0.05;

    /// <summary>AdamW's memory of gradients; 0.9 by default.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's memory of squared gradients; 0.98 by default.</summary>
    public double Beta2 { get; init; } = 0.98;

    /// <summary>What AdamW adds to the root of squared gradients; 1e-8 by default.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The weight decay, decoupled from the gradient; 0.01 by default.</summary>
    public double Decay { get; init; } = 0.01;

    /// <summary>Names of parameters that do not decay, <c>*</c> for any text; norms and biases by default.</summary>
    public IReadOnlyList<string> WithoutDecay { get; init; } = ["*norm*", "*.bias"];

    /// <summary>The greatest Euclidean norm of the gradient; longer ones are scaled down. 1 by default, 0 for no limit.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>How many batches' rows are sorted by length together before they are cut into batches; 1 for no sorting, 50 by default.</summary>
    public int BucketBatches { get; init; } = 50;

    /// <summary>The seed of the data's order and of dropout; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The token that fills shorter rows; 0 by default.</summary>
    public int PadToken { get; init; }

    /// <summary>The threads that libtorch computes with during training; 1 by default, which small models are fastest and exactly repeatable with. It is a setting of the whole process.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where the state is kept for resuming; null for nowhere.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Steps between checkpoints; 0, the default, writes one only when training is cancelled.</summary>
    public int CheckpointEvery { get; init; }

    /// <summary>Steps between evaluations; 0, the default, for none.</summary>
    public int EvaluateEvery { get; init; }

    /// <summary>Measures the model in between: gets the steps done, returns figures by name for the progress stream.</summary>
    public Func<int, IReadOnlyDictionary<string, double>>? Evaluate { get; init; }

    /// <summary>What the progress stream calls the stage; <c>training</c> by default.</summary>
    public string Stage { get; init; } = "training";

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>The rate.</returns>
    public double RateAt(int step)
    {
        if (step < WarmUpSteps)
        {
            return LearningRate * (step + 1) / WarmUpSteps;
        }

        var progress = Steps > WarmUpSteps ? Math.Min(1, (double)(step - WarmUpSteps) / (Steps - WarmUpSteps)) : 1;
        var fall = Shape switch
        {
            LearningRateShape.Constant => 1,
            LearningRateShape.Linear => 1 - progress,
            _ => 0.5 * (1 + Math.Cos(Math.PI * progress)),
        };
        return Shape == LearningRateShape.Constant ? LearningRate : LearningRate * (FloorShare + ((1 - FloorShare) * fall));
    }

    internal void Validate()
    {
        Require(Steps > 0, $"{nameof(Steps)} is {Steps}; it must be 1 or more.");
        Require(BatchSize > 0, $"{nameof(BatchSize)} is {BatchSize}; it must be 1 or more.");
        Require(Accumulation > 0, $"{nameof(Accumulation)} is {Accumulation}; it must be 1 or more.");
        Require(LearningRate > 0, $"{nameof(LearningRate)} is {LearningRate}; it must be above 0.");
        Require(WarmUpSteps >= 0, $"{nameof(WarmUpSteps)} is {WarmUpSteps}; it must be 0 or more.");
        Require(BucketBatches > 0, $"{nameof(BucketBatches)} is {BucketBatches}; it must be 1 or more.");
        Require(Beta1 is >= 0 and < 1 && Beta2 is >= 0 and < 1, $"{nameof(Beta1)} {Beta1} and {nameof(Beta2)} {Beta2} must lie from 0 to below 1.");
        Require(CheckpointEvery == 0 || CheckpointFolder is not null, $"{nameof(CheckpointEvery)} is {CheckpointEvery}, but {nameof(CheckpointFolder)} names no place; set it too.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new DemurException(ErrorCode.Usage, $"The training options do not fit together: {message}");
        }
    }
}
