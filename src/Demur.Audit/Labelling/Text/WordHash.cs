namespace Demur.Audit.Labelling.Text;

/// <summary>64-bit hashes of folded words and of word sequences. The same on every machine and in every version, since model files hold them.</summary>
internal static class WordHash
{
    /// <summary>The hash of a word without letters; also the start value.</summary>
    public const ulong Start = 0xCBF29CE484222325;

    private const ulong Prime = 0x00000100000001B3;

    /// <summary>Adds a letter to a word's running hash (FNV-1a over UTF-16 units).</summary>
    /// <param name="hash">The running hash.</param>
    /// <param name="letter">The folded letter.</param>
    /// <returns>The new running hash.</returns>
    public static ulong Add(ulong hash, char letter) => (hash ^ letter) * Prime;

    /// <summary>Ends a word: spreads its bits; never 0, which tables use for an empty place.</summary>
    /// <param name="hash">The running hash.</param>
    /// <returns>The word's hash.</returns>
    public static ulong Finish(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 29;
        return hash | 1;
    }

    /// <summary>Hashes a word that is already folded.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Its hash.</returns>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var letter in word)
        {
            hash = Add(hash, letter);
        }

        return Finish(hash);
    }

    /// <summary>Appends a word to a sequence.</summary>
    /// <param name="sequence">The sequence's hash; a seed for an empty one.</param>
    /// <param name="word">The word's hash.</param>
    /// <returns>The longer sequence's hash.</returns>
    public static ulong Append(ulong sequence, ulong word)
    {
        var mixed = (sequence + 0x9E3779B97F4A7C15) ^ (word * 0xC2B2AE3D27D4EB4F);
        mixed ^= mixed >> 31;
        mixed *= 0x165667B19E3779F9;
        return (mixed ^ (mixed >> 32)) | 1;
    }
}
