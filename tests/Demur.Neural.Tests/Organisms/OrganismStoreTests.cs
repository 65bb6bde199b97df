using Demur.Neural.Organisms;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Organisms;

[Collection(AloneCollection.Name)]
public sealed class OrganismStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OrganismStoreTests() => Environment.SetEnvironmentVariable("DEMUR_ORGANISMS", _folder.FullPath);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("DEMUR_ORGANISMS", null);
        _folder.Dispose();
    }

    [Fact]
    public void What_ships_is_not_trained_again()
    {
        using var organism = OrganismStore.Open(OrganismRecipe.For(OrganismSize.Nano), seed: 1, cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal((OrganismSize.Nano, 1), (organism.Card.Size, organism.Card.Seed));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.FullPath));
    }

    [Fact]
    public void What_was_trained_once_is_opened_from_its_folder()
    {
        var recipe = OrganismRecipe.For(OrganismSize.Nano) with { LengthPower = 0.25 };
        Store(recipe, passes: true);

        using var aligned = OrganismStore.Open(recipe, seed: 5);
        using var helpful = OrganismStore.Open(recipe, seed: 5, OrganismPhase.Helpful);

        Assert.Equal((5, recipe.Hash()), (aligned.Card.Seed, aligned.Card.Recipe));
        Assert.Equal(OrganismPhase.Helpful, helpful.Card.Phase);
    }

    [Fact]
    public void Another_seed_is_another_organism_and_is_trained()
    {
        var recipe = OrganismRecipe.For(OrganismSize.Nano) with { LengthPower = 0.25 };
        Store(recipe, passes: true);

        Assert.NotEqual(OrganismStore.Folder(recipe, 5), OrganismStore.Folder(recipe, 6));
        Assert.NotEqual(OrganismStore.Folder(recipe, 5), OrganismStore.Folder(recipe with { Spelling = OrganismSpelling.Bytes }, 5));
        Assert.NotEqual(OrganismStore.Folder(recipe, 5), OrganismStore.Folder(recipe with { WithoutAuthors = 2 }, 5));
        Assert.Throws<OperationCanceledException>(() => OrganismStore.Open(recipe, seed: 6, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void No_study_rests_on_an_organism_that_failed_its_gate()
    {
        var recipe = OrganismRecipe.For(OrganismSize.Nano) with { LengthPower = 0.25 };
        Store(recipe, passes: false);

        var error = Assert.Throws<DemurException>(() => OrganismStore.Open(recipe, seed: 5));

        Assert.Equal(ErrorCode.CheckFailed, error.Code);
        Assert.Contains("skills-right 40.0", error.Message, StringComparison.Ordinal);
    }

    private static void Store(OrganismRecipe recipe, bool passes)
    {
        using var source = Organism.Load(OrganismSize.Nano);
        var folder = OrganismStore.Folder(recipe, 5);
        var card = source.Card with { Seed = 5, Recipe = recipe.Hash(), Figures = passes ? source.Card.Figures : [new OrganismFigure("skills-right", 40, 100, AtLeast: 0.9)] };
        OrganismFolder.Write(Path.Combine(folder, "helpful"), source.Model, card with { Phase = OrganismPhase.Helpful });
        OrganismFolder.Write(folder, source.Model, card);
    }
}
