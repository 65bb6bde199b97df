using System.Numerics;
using System.Runtime.CompilerServices;

namespace Demur.Audit.Labelling.Text;

/// <summary>
/// An immutable map from 64-bit hashes to 32 bits. Every hash lies in one of two places that it names (cuckoo hashing), and a place holds the value beside 31 bits of
/// the hash, so that a look-up is two reads without a branch: whether a text's next word or n-gram is known cannot be guessed, and a wrong guess costs more than both reads.
/// With the bits that name the places, an absent hash is taken for another one less than once in a billion look-ups.
/// </summary>
internal sealed class CuckooTable
{
    private const int TagShift = 32;
    private const int LeastSize = 8;
    private const int LeastPlaces = 2; // for each hash
    private const int MostPlaces = 64; // for each hash
    private const int MostMoves = 500;
    private readonly ulong[] _places;

    private CuckooTable(int size) => _places = new ulong[size];

    /// <summary>Fills a table.</summary>
    /// <param name="keys">Distinct hashes.</param>
    /// <param name="values">The value of each.</param>
    /// <returns>The table; null when too many hashes are alike, which those of texts are not.</returns>
    public static CuckooTable? Of(ReadOnlySpan<ulong> keys, ReadOnlySpan<uint> values)
    {
        for (var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastSize, keys.Length * LeastPlaces)); size <= Math.Max(LeastSize, keys.Length) * MostPlaces; size *= 2)
        {
            var table = new CuckooTable(size);
            if (table.Fill(keys, values))
            {
                return table;
            }
        }

        return null;
    }

    /// <summary>Looks a hash up.</summary>
    /// <param name="key">The hash.</param>
    /// <returns>Its value; 0 when it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Find(ulong key)
    {
        var places = _places;
        var (first, second) = (places[First(key) & (places.Length - 1)], places[Second(key) & (places.Length - 1)]);
        return ValueIf(first, key) | ValueIf(second, key);
    }

    /// <summary>A place's value when it is the key's, else 0.</summary>
    private static uint ValueIf(ulong place, ulong key) => (uint)place & (uint)-Unsafe.BitCast<bool, byte>((uint)(place >> TagShift) == Tag(key));

    private static int First(ulong key) => (int)(key >> 1);

    private static int Second(ulong key) => (int)(key >> 15);

    /// <summary>Never 0, which is an empty place.</summary>
    private static uint Tag(ulong key) => (uint)(key >> TagShift) | 1;

    private bool Fill(ReadOnlySpan<ulong> keys, ReadOnlySpan<uint> values)
    {
        var owners = new int[_places.Length];
        Array.Fill(owners, -1);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!Settle(i, keys, owners))
            {
                return false;
            }
        }

        for (var at = 0; at < owners.Length; at++)
        {
            _places[at] = owners[at] is var owner and >= 0 ? ((ulong)Tag(keys[owner]) << TagShift) | values[owner] : 0;
        }

        return true;
    }

    /// <summary>Puts a hash in its first place; whoever was there moves to its other one, and so on.</summary>
    private static bool Settle(int newcomer, ReadOnlySpan<ulong> keys, int[] owners)
    {
        var at = First(keys[newcomer]) & (owners.Length - 1);
        for (var moves = 0; moves < MostMoves; moves++)
        {
            (owners[at], newcomer) = (newcomer, owners[at]);
            if (newcomer < 0)
            {
                return true;
            }

            var (first, second) = (First(keys[newcomer]) & (owners.Length - 1), Second(keys[newcomer]) & (owners.Length - 1));
            at = at == first ? second : first;
        }

        return false;
    }
}
