namespace Demur.Neural.Organisms.Internal;

/// <summary>Makes pronounceable words that mean nothing, each one only once.</summary>
internal sealed class InventedWords(SplitMix random, IEnumerable<string> taken)
{
    private static readonly string[] Onsets = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kr", "pl", "sk", "tr", "vl"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ou"];
    private static readonly string[] Codas = ["", "", "l", "m", "n", "r", "s", "sh", "th", "x"];
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>Words of two syllables with an ending that tells their kind, such as <c>-ton</c> for towns.</summary>
    public string[] Take(int count, string ending)
    {
        var words = new string[count];
        for (var index = 0; index < count; index++)
        {
            string word;
            do
            {
                word = Syllable() + Syllable() + ending;
            }
            while (!_taken.Add(word));

            words[index] = word;
        }

        return words;
    }

    private string Syllable() => Pick(Onsets) + Pick(Vowels) + Pick(Codas);

    private string Pick(string[] choices) => choices[random.Below(choices.Length)];
}
