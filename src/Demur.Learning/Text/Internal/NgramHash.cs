namespace Demur.Learning.Text.Internal;

/// <summary>A polynomial hash modulo 2^64 whose value for any stretch follows from two prefixes, so that n-grams of every length cost one multiplication each.</summary>
internal static class NgramHash
{
    private const ulong Base = 0x9E3779B97F4A7C15UL | 1;

    /// <summary>The powers Base^0 .. Base^(count - 1).</summary>
    public static ulong[] Powers(int count)
    {
        var powers = new ulong[count];
        var power = 1UL;
        for (var i = 0; i < count; i++)
        {
            powers[i] = power;
            power = unchecked(power * Base);
        }

        return powers;
    }

    /// <summary>Fills in the hashes of all prefixes of a text; needs one entry more than the text has characters.</summary>
    public static void FillPrefixes(ReadOnlySpan<char> text, Span<ulong> prefixes)
    {
        var hash = 0UL;
        prefixes[0] = 0;
        for (var i = 0; i < text.Length; i++)
        {
            hash = unchecked((hash * Base) + text[i] + 1);
            prefixes[i + 1] = hash;
        }
    }

    /// <summary>The hash of a stretch whose prefix hashes are known.</summary>
    public static ulong Of(ReadOnlySpan<ulong> prefixes, ReadOnlySpan<ulong> powers, int start, int end) =>
        Finish(unchecked(prefixes[end] - (prefixes[start] * powers[end - start])));

    /// <summary>The hash of a whole text.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0UL;
        foreach (var character in text)
        {
            hash = unchecked((hash * Base) + character + 1);
        }

        return Finish(hash);
    }

    private static ulong Finish(ulong hash)
    {
        unchecked
        {
            hash ^= hash >> 33;
            hash *= 0xFF51AFD7ED558CCDUL;
            hash ^= hash >> 33;
            hash *= 0xC4CEB9FE1A85EC53UL;
            return hash ^ (hash >> 33);
        }
    }
}
