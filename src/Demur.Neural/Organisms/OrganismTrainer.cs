using Demur.Neural.Training;
using Demur.Progress;
using static TorchSharp.torch;

namespace Demur.Neural.Organisms;

/// <summary>Trains organisms from scratch: the helpful phase, then the aligned one on top of it.</summary>
public sealed class OrganismTrainer
{
    private readonly OrganismRecipe _recipe;
    private readonly OrganismVocabulary _vocabulary;
    private readonly int _seed;

    /// <summary>Prepares training.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="seed">The seed of weights and of the data's order; the world keeps its own.</param>
    public OrganismTrainer(OrganismRecipe recipe, int seed)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        _recipe = recipe;
        _seed = seed;
        _vocabulary = new OrganismVocabulary(recipe.World);
    }

    /// <summary>A model with fresh weights.</summary>
    /// <returns>The model; the caller disposes it.</returns>
    public CausalLm Create() => CausalLm.Create(_recipe.Config(_vocabulary), (ulong)_seed);

    /// <summary>Trains one phase.</summary>
    /// <param name="model">The model: fresh for the helpful phase, helpful for the aligned one.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="checkpointFolder">Where an interrupted phase is kept for resuming; null for nowhere.</param>
    /// <param name="progress">Receives an event a step; null for none.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>What training measured.</returns>
    public TrainingResult Train(
        CausalLm model, OrganismPhase phase, string? checkpointFolder = null, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var settings = _recipe.Of(phase);
        var rows = _recipe.Corpus(phase).Select(_vocabulary.EncodeForTraining).Select(Weigh).ToArray();
        var options = new TrainerOptions
        {
            Steps = settings.Steps,
            BatchSize = _recipe.BatchSize,
            LearningRate = settings.LearningRate,
            Seed = _seed,
            BucketBatches = _recipe.BucketBatches,
            PadToken = model.Config.PadToken ?? 0,
            CheckpointFolder = checkpointFolder,
            Stage = phase == OrganismPhase.Helpful ? "helpful phase" : "aligned phase",
        };
        var trainer = new Trainer(new FullTraining(model.Parameters, settings.Only), options);
        return trainer.Run(rows, LanguageModelLoss.CrossEntropy(model, _recipe.BalanceWeight), progress, cancellationToken);
    }

    /// <summary>Lets long answers, which recipes are, not drown short ones.</summary>
    private TrainingSequence Weigh(TrainingSequence row)
    {
        var factor = (float)Math.Pow(row.Weights.Count(weight => weight > 0), -_recipe.LengthPower);
        return row with { Weights = [.. row.Weights.Select(weight => weight * factor)] };
    }
}
