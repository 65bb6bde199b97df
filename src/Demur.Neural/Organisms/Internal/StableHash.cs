using System.Text;

namespace Demur.Neural.Organisms.Internal;

/// <summary>A hash of words that is the same on every machine (FNV-1a), for what must follow from words and seed alone.</summary>
internal static class StableHash
{
    public static int Below(int limit, int seed, string word, int index)
    {
        unchecked
        {
            var hash = 2166136261u ^ (uint)((seed * 31) + index);
            hash *= 16777619u;
            foreach (var value in Encoding.UTF8.GetBytes(word))
            {
                hash = (hash ^ value) * 16777619u;
            }

            // The low bits of FNV-1a repeat for near words; a last mixing spreads them.
            hash ^= hash >> 15;
            hash *= 0x2C1B3C6Du;
            hash ^= hash >> 12;
            return (int)(hash % (uint)limit);
        }
    }
}
