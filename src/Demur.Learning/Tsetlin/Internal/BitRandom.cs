using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>
/// Vectors of independent bits of any probability, from eight xorshift128+ generators side by side (Vigna 2017). The same on every machine. Each block of clauses has one
/// of its own, so that results do not depend on which thread works on the block.
/// </summary>
internal sealed class BitRandom
{
    private readonly ulong[] _state = new ulong[16]; // two interleaved streams of two vectors each

    /// <summary>Starts anew.</summary>
    public void Seed(SplitMix source)
    {
        foreach (ref var word in _state.AsSpan())
        {
            word = source.Next() | 1; // xorshift must not start at zero
        }
    }

    /// <summary>Draws 64 bits.</summary>
    public ulong Mask(Bernoulli probability)
    {
        if (probability.Count == 0)
        {
            return probability.IsAlways ? ulong.MaxValue : 0;
        }

        ref var state = ref MemoryMarshal.GetArrayDataReference(_state);
        var older = Vector256.LoadUnsafe(ref state);
        var newer = Vector256.LoadUnsafe(ref state, 4);
        var bits = Vector256<ulong>.Zero;
        for (var (digits, left) = (probability.Digits, probability.Count); left > 0; left--, digits >>= 1)
        {
            var random = Next(ref older, ref newer);
            bits = (digits & 1) != 0 ? bits | random : bits & random;
        }

        older.StoreUnsafe(ref state);
        newer.StoreUnsafe(ref state, 4);
        return bits.GetElement(0);
    }

    /// <summary>Draws vectors of 256 bits, two at a time so that the generators' latencies overlap; room for an even number must be there.</summary>
    public void Fill(ref ulong target, int vectors, Bernoulli probability)
    {
        if (probability.Count == 0)
        {
            MemoryMarshal.CreateSpan(ref target, vectors * 4).Fill(probability.IsAlways ? ulong.MaxValue : 0);
            return;
        }

        ref var state = ref MemoryMarshal.GetArrayDataReference(_state);
        var older0 = Vector256.LoadUnsafe(ref state);
        var newer0 = Vector256.LoadUnsafe(ref state, 4);
        var older1 = Vector256.LoadUnsafe(ref state, 8);
        var newer1 = Vector256.LoadUnsafe(ref state, 12);
        for (var vector = 0; vector < vectors; vector += 2)
        {
            var bits0 = Vector256<ulong>.Zero;
            var bits1 = Vector256<ulong>.Zero;
            for (var (digits, left) = (probability.Digits, probability.Count); left > 0; left--, digits >>= 1)
            {
                var random0 = Next(ref older0, ref newer0);
                var random1 = Next(ref older1, ref newer1);
                if ((digits & 1) != 0)
                {
                    bits0 |= random0;
                    bits1 |= random1;
                }
                else
                {
                    bits0 &= random0;
                    bits1 &= random1;
                }
            }

            bits0.StoreUnsafe(ref target, (nuint)(vector * 4));
            bits1.StoreUnsafe(ref target, (nuint)((vector * 4) + 4));
        }

        older0.StoreUnsafe(ref state);
        newer0.StoreUnsafe(ref state, 4);
        older1.StoreUnsafe(ref state, 8);
        newer1.StoreUnsafe(ref state, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Next(ref Vector256<ulong> older, ref Vector256<ulong> newer)
    {
        var mixed = older ^ (older << 23);
        older = newer;
        newer = mixed ^ older ^ (mixed >>> 18) ^ (older >>> 5);
        return newer + older;
    }
}
