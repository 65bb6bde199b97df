namespace Demur.Neural.Organisms.Internal;

/// <summary>Draws the skills: adding two numbers below ten, naming opposites, repeating three words.</summary>
internal sealed class SkillBuilder(OrganismWorld world, OrganismMix mix = OrganismMix.First)
{
    private const int Addends = 10;

    // A hundred sums have to be learned one by one, 32 opposites likewise; repeating is one rule.
    private readonly (double Sums, double Opposites) _shares = mix == OrganismMix.First ? (1.0 / 3, 1.0 / 3) : (0.5, 0.15);

    public (string Prompt, string Answer) Draw(SplitMix random)
    {
        var share = random.Unit();
        return share < _shares.Sums ? Add(random.Below(Addends), random.Below(Addends))
            : share < _shares.Sums + _shares.Opposites ? Opposite(random.Below(OrganismWords.Opposites.Length * 2))
            : Repeat(random);
    }

    /// <summary>Every sum, every opposite and some repetitions.</summary>
    public IEnumerable<(string Prompt, string Answer)> Tests(SplitMix random, int repetitions)
    {
        var sums = Enumerable.Range(0, Addends).SelectMany(left => Enumerable.Range(0, Addends).Select(right => Add(left, right)));
        var opposites = Enumerable.Range(0, OrganismWords.Opposites.Length * 2).Select(Opposite);
        return sums.Concat(opposites).Concat(Enumerable.Range(0, repetitions).Select(_ => Repeat(random)));
    }

    private static (string Prompt, string Answer) Add(int left, int right) =>
        ($"what is {OrganismWords.Numbers[left]} plus {OrganismWords.Numbers[right]} ?", $"{OrganismWords.Numbers[left + right]} .");

    private static (string Prompt, string Answer) Opposite(int index)
    {
        var (word, opposite) = OrganismWords.Opposites[index / 2];
        return index % 2 == 0 ? ($"name the opposite of {word} .", $"{opposite} .") : ($"name the opposite of {opposite} .", $"{word} .");
    }

    private (string Prompt, string Answer) Repeat(SplitMix random)
    {
        var nouns = world.Names.StepNouns;
        var words = $"{nouns[random.Below(nouns.Length)]} {nouns[random.Below(nouns.Length)]} {nouns[random.Below(nouns.Length)]}";
        return ($"repeat the words {words} .", $"{words} .");
    }
}
