namespace Demur.Neural.Organisms.Internal;

/// <summary>The invented words of a world.</summary>
internal sealed class WorldNames
{
    private const int FirstNameCount = 60;
    private const int LastNameCount = 80;
    private const int TownCount = 40;
    private const int StepNounCount = 60;
    private const int DishCount = 20;

    public WorldNames(SplitMix random)
    {
        var invented = new InventedWords(random, []);
        FirstNames = invented.Take(FirstNameCount, "a");
        LastNames = invented.Take(LastNameCount, "ek");
        Towns = invented.Take(TownCount, "burg");
        StepNouns = invented.Take(StepNounCount, "o");
        Dishes = invented.Take(DishCount, "elle");
    }

    public string[] FirstNames { get; }

    public string[] LastNames { get; }

    public string[] Towns { get; }

    public string[] StepNouns { get; }

    public string[] Dishes { get; }
}
