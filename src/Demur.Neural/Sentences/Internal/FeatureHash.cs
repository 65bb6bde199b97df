namespace Demur.Neural.Sentences.Internal;

/// <summary>A 64-bit hash of text that is the same on every machine: FNV-1a over UTF-16 units, its bits mixed at the end (MurmurHash3's finisher), so that low bits are as good as high ones.</summary>
internal static class FeatureHash
{
    internal static ulong Of(ReadOnlySpan<char> text, ulong seed)
    {
        var hash = 14695981039346656037 ^ seed;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 1099511628211);
        }

        hash = unchecked((hash ^ (hash >> 33)) * 0xff51afd7ed558ccd);
        hash = unchecked((hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53);
        return hash ^ (hash >> 33);
    }
}
