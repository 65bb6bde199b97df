using Demur.Progress;

namespace Demur.Neural.Organisms;

/// <summary>
/// Organisms that were trained on this machine, each once: studies over several seeds, other worlds or other spellings ask here. The folder is
/// <c>DEMUR_ORGANISMS</c>, or <c>demur/organisms</c> in the user's folder for local data. Several processes may ask for different organisms at once.
/// </summary>
public static class OrganismStore
{
    /// <summary>The folder of all stored organisms.</summary>
    public static string Root => Environment.GetEnvironmentVariable("DEMUR_ORGANISMS") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "demur", "organisms");

    /// <summary>Opens an organism: the one that ships where it is of the same recipe and seed, else the stored one, else one that is trained now, for some minutes.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="phase">Which of its checkpoints.</param>
    /// <param name="progress">Receives an event for each training step; null for none.</param>
    /// <param name="cancellationToken">Stops training between two steps; the next call goes on there.</param>
    /// <returns>The organism; the caller disposes it.</returns>
    /// <exception cref="DemurException">It did not pass the gate, or the folder cannot be used.</exception>
    public static Organism Open(
        OrganismRecipe recipe, int seed, OrganismPhase phase = OrganismPhase.Aligned, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (Organism.Shipped(recipe, seed, phase) is { } shipped)
        {
            return shipped;
        }

        var folder = Folder(recipe, seed);
        var card = new OrganismTrainer(recipe, seed).Build(folder, progress, cancellationToken);
        return card.Passed
            ? Organism.Open(phase == OrganismPhase.Aligned ? folder : Path.Combine(folder, OrganismTrainer.HelpfulFolder))
            : throw new DemurException(ErrorCode.CheckFailed, $"The organism in {folder} did not pass its gate: {string.Join(", ", card.Figures.Where(figure => !figure.Passes).Select(figure => $"{figure.Name} {figure.Share:P1}"))}. No study rests on it; choose another seed or recipe.");
    }

    /// <summary>Where an organism is stored, whether it is there or not.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The folder, named after size, recipe and seed.</returns>
    public static string Folder(OrganismRecipe recipe, int seed)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Path.Combine(Root, $"{recipe.Size.ToString().ToLowerInvariant()}-{recipe.Hash()}-{seed}");
    }
}
