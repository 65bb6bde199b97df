namespace Demur;

/// <summary>A small seeded generator (SplitMix64; Steele, Lea and Flood 2014) whose sequence is the same on every machine and version. Not thread-safe; give each job its own.</summary>
public sealed class SplitMix
{
    private ulong _state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which of the seed's independent sequences, such as a tree's number.</param>
    public SplitMix(int seed, int stream = 0)
    {
        _state = unchecked((uint)seed);
        _state = Next() ^ ((ulong)(uint)stream << 32);
        _state = Next();
    }

    /// <summary>The next 64 bits.</summary>
    /// <returns>Any value, all equally likely.</returns>
    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A whole number below a limit.</summary>
    /// <param name="limit">The limit; above 0.</param>
    /// <returns>0 to limit − 1, equally likely up to 2^-32.</returns>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>A number from 0 to just below 1.</summary>
    /// <returns>53 random bits.</returns>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts items in random order.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items, changed in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
