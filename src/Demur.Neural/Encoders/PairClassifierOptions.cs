using Demur.Neural.Checkpoints;
using Demur.Neural.Training;

namespace Demur.Neural.Encoders;

/// <summary>The settings of <see cref="PairClassifierLearner"/>; the defaults are BERT's for fine-tuning (Devlin and others 2019), with smoothed targets.</summary>
public sealed record PairClassifierOptions
{
    private const int BucketBatches = 16;

    /// <summary>How often each row is seen; 3 by default.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Rows of a step; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The highest learning rate; 5e-5 by default.</summary>
    public double LearningRate { get; init; } = 5e-5;

    /// <summary>The share of the steps in which the rate rises from 0; .06 by default. From there it falls in a straight line to 0.</summary>
    public double WarmUpShare { get; init; } = 0.06;

    /// <summary>How far targets are drawn to a half: t (1 - s) + s / 2; .05 by default.</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>The weight decay of AdamW, on all but norms and biases; .01 by default.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The greatest Euclidean norm of the gradient; 1 by default, 0 for no limit.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>The probability that a value is dropped behind the embeddings, in attention, behind both halves of a layer and before the head; .1 by default.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Whether the word table learns too; false by default, so that words which no row has keep their meaning and the table of many models can be the same.</summary>
    public bool TrainsWords { get; init; }

    /// <summary>
    /// The type that matrices are multiplied in: <see cref="TensorType.F32"/>, the default, or <see cref="TensorType.BF16"/>, which is faster where the processor has instructions
    /// for it and less exact. Weights, norms, softmax and loss are 32-bit in both.
    /// </summary>
    public TensorType ProductType { get; init; } = TensorType.F32;

    /// <summary>The seed of the head, the order of rows and dropout; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The threads that libtorch trains with; as many as there are processors by default. Weights repeat bit for bit where this number is the same. It is a setting of the whole process.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    internal TrainerOptions ForRows(int rowCount)
    {
        var steps = Epochs * StepsPerEpoch(rowCount);
        return new TrainerOptions
        {
            Steps = steps,
            BatchSize = BatchSize,
            BucketBatches = BucketBatches,
            LearningRate = LearningRate,
            Shape = LearningRateShape.Linear,
            WarmUpSteps = (int)Math.Ceiling(WarmUpShare * steps),
            FloorShare = 0,
            Beta2 = 0.999,
            Decay = WeightDecay,
            ClipNorm = ClipNorm,
            Seed = Seed,
            Threads = Threads,
        };
    }

    internal int StepsPerEpoch(int rowCount) => (rowCount + BatchSize - 1) / BatchSize;

    /// <summary>Checks the settings before anything is loaded or learnt.</summary>
    /// <exception cref="DemurException">One is out of range.</exception>
    public void Validate()
    {
        Require(Epochs > 0 && BatchSize > 0 && Threads > 0, $"{Epochs} epochs in batches of {BatchSize} on {Threads} threads train nothing; use 1 or more of each.");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), $"The learning rate is {LearningRate}; use a number above 0.");
        Require(WarmUpShare is >= 0 and <= 1, $"The warm-up takes {WarmUpShare} of the steps; use a share from 0 to 1.");
        Require(LabelSmoothing is >= 0 and < 1, $"The label smoothing is {LabelSmoothing}; use a number from 0 to below 1.");
        Require(Dropout is >= 0 and < 1, $"The dropout is {Dropout}; use a probability from 0 to below 1.");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), $"The weight decay is {WeightDecay}; use 0 or more.");
        Require(ClipNorm >= 0 && double.IsFinite(ClipNorm), $"The gradient is clipped at {ClipNorm}; use a number above 0, or 0 for no limit.");
        Require(ProductType is TensorType.F32 or TensorType.BF16, $"Matrices cannot be multiplied in {ProductType}; use F32 or BF16.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new DemurException(ErrorCode.Usage, $"The settings do not fit together: {message}");
        }
    }
}
