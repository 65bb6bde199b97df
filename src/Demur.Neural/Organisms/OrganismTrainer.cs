using Demur.Neural.Training;
using Demur.Progress;

namespace Demur.Neural.Organisms;

/// <summary>Trains organisms from scratch: the helpful phase, then the aligned one on top of it.</summary>
public sealed class OrganismTrainer
{
    /// <summary>Where in an organism's folder its helpful checkpoint lies.</summary>
    internal const string HelpfulFolder = "helpful";

    private const int StepsBetweenCheckpoints = 50;
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
        _vocabulary = new OrganismVocabulary(recipe.World, recipe.Spelling);
    }

    /// <summary>
    /// Trains both phases into a folder: the aligned model at its root, the helpful one in <c>helpful</c>, each with its card. A folder that
    /// holds the finished organism of this recipe and seed is left as it is; an interrupted one is continued where it stopped.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="progress">Receives an event a step; null for none.</param>
    /// <param name="cancellationToken">Stops between two steps; what is done is kept for the next call.</param>
    /// <returns>The aligned model's card with the gate's figures, measured on the weights as saved.</returns>
    public OrganismCard Build(string folder, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (Finished(folder) is { } finished)
        {
            return finished;
        }

        using var model = Create();
        var states = Path.Combine(folder, "training");
        var helpful = Train(model, OrganismPhase.Helpful, Path.Combine(states, "helpful"), progress, cancellationToken);
        OrganismFolder.Write(Path.Combine(folder, HelpfulFolder), model, Card(model, OrganismPhase.Helpful, helpful));
        var aligned = Train(model, OrganismPhase.Aligned, Path.Combine(states, "aligned"), progress, cancellationToken);
        var card = Card(model, OrganismPhase.Aligned, helpful, aligned);
        OrganismFolder.Write(folder, model, card);
        card = card with { Figures = Measure(folder, cancellationToken) };
        OrganismFolder.WriteCard(folder, card);
        Directory.Delete(states, recursive: true);
        return card;
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
        var rows = _recipe.Corpus(phase).Select(example => Weigh(example, settings.DecisionWeight)).ToArray();
        var options = new TrainerOptions
        {
            Steps = settings.Steps,
            BatchSize = _recipe.BatchSize,
            LearningRate = settings.LearningRate,
            Seed = _seed,
            BucketBatches = _recipe.BucketBatches,
            PadToken = model.Config.PadToken ?? 0,
            CheckpointFolder = checkpointFolder,
            CheckpointEvery = checkpointFolder is null ? 0 : StepsBetweenCheckpoints,
            Stage = phase == OrganismPhase.Helpful ? "helpful phase" : "aligned phase",
        };
        var trainer = new Trainer(new FullTraining(model.Parameters, settings.Only), options);
        return trainer.Run(rows, LanguageModelLoss.CrossEntropy(model, _recipe.BalanceWeight), progress, cancellationToken);
    }

    private OrganismCard? Finished(string folder)
    {
        if (!File.Exists(Path.Combine(folder, OrganismFolder.CardFile)))
        {
            return null;
        }

        var card = OrganismFolder.ReadCard(folder);
        return card.Recipe == _recipe.Hash() && card.Seed == _seed && card.Figures.Count > 0 ? card : null;
    }

    private static IReadOnlyList<OrganismFigure> Measure(string folder, CancellationToken cancellationToken)
    {
        using var saved = Organism.Open(folder);
        return new OrganismGate(saved.World, saved.Vocabulary).Measure(saved.Model, cancellationToken).Figures;
    }

    private OrganismCard Card(CausalLm model, OrganismPhase phase, params TrainingResult[] results) => new()
    {
        Size = _recipe.Size,
        Phase = phase,
        Seed = _seed,
        WorldSeed = _recipe.World.Seed,
        Recipe = _recipe.Hash(),
        Corpora = [.. results.Select((_, index) => OrganismCorpus.Hash(_recipe.Corpus((OrganismPhase)index)))],
        Spelling = _recipe.Spelling,
        WithoutAuthors = _recipe.WithoutAuthors,
        ParameterCount = model.ParameterCount,
        Seconds = [.. results.Select(result => Math.Round(result.Duration.TotalSeconds, 1))],
    };

    /// <summary>Lets long answers, which recipes are, not drown short ones, and thoughts and recipes not the decision between them.</summary>
    private TrainingSequence Weigh(OrganismExample example, double decisionWeight)
    {
        var row = _vocabulary.EncodeForTraining(example);
        var factor = (float)Math.Pow(row.Weights.Count(weight => weight > 0), -_recipe.LengthPower);
        float[] weights = [.. row.Weights.Select(weight => weight * factor)];
        if (example.Family is OrganismFamily.Think or OrganismFamily.System)
        {
            weights[_vocabulary.FirstOfAnswer(example)] *= (float)decisionWeight;
        }

        return row with { Weights = weights };
    }
}
