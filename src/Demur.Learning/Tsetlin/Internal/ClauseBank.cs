using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Demur.Learning.Models;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>
/// The automata of clauses over the same literals, as bit planes: bit b of 256 automata's states stands in one vector. The top plane says which literals are included and
/// lies apart, so that evaluating clauses reads nothing else. Of each vector the bank knows its height, the number of planes that may hold a bit:
/// automata that rest at the bottom, as those of absent words do, cost nothing.
/// </summary>
internal sealed class ClauseBank
{
    private const int VectorWords = 4;
    private const int FastBits = 8;
    private const int ManyVectors = 16;
    private const int LowHeight = 3; // up to here walking the planes there are is cheaper than touching all eight
    private readonly AlignedWords _include; // [clause, vector]
    private readonly AlignedWords _planes; // [clause, vector, low plane]
    private readonly byte[] _heights; // [clause, vector]
    private readonly AlignedWords _valid; // [vector]: 1 where there is a literal
    private readonly int _lowPlanes;

    public ClauseBank(int clauses, int literals, int stateBits)
    {
        Clauses = clauses;
        Literals = literals;
        Vectors = (literals + 255) / 256;
        _lowPlanes = stateBits - 1;
        var vectors = (long)clauses * Vectors;
        _include = new AlignedWords(vectors * VectorWords);
        _planes = new AlignedWords(vectors * VectorWords * _lowPlanes);
        _heights = new byte[checked((int)vectors)];
        _valid = new AlignedWords(Vectors * VectorWords);
        for (var literal = 0; literal < literals; literal++)
        {
            _valid.Span[literal >> 6] |= 1UL << literal;
        }

        StartBelowTheMiddle();
    }

    public int Clauses { get; }

    public int Literals { get; }

    /// <summary>The number of vectors of 256 literals a clause takes.</summary>
    public int Vectors { get; }

    public int StateBits => _lowPlanes + 1;

    /// <summary>The literals that a clause includes, as bits.</summary>
    public ReadOnlySpan<ulong> Included(int clause) => _include.Span.Slice(clause * Vectors * VectorWords, Vectors * VectorWords);

    public int CountIncluded(int clause)
    {
        var count = 0;
        foreach (var word in Included(clause))
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Whether all included literals are true; a clause without any is true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fires(int clause, ref ulong literals) => Vectors > ManyVectors ? FiresWhereOccupied(clause, ref literals) : FiresThroughout(clause, ref literals);

    private bool FiresThroughout(int clause, ref ulong literals)
    {
        ref var include = ref _include.At(clause * Vectors * VectorWords);
        for (var word = 0; word < Vectors * VectorWords; word += VectorWords)
        {
            var missing = Vector256.AndNot(Vector256.LoadUnsafe(ref include, (nuint)word), Vector256.LoadUnsafe(ref literals, (nuint)word));
            if (missing != Vector256<ulong>.Zero)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks only at vectors that include something, of which texts have few.</summary>
    private bool FiresWhereOccupied(int clause, ref ulong literals)
    {
        ref var include = ref _include.At(clause * Vectors * VectorWords);
        var heights = Heights(clause);
        for (var vector = heights.IndexOf((byte)StateBits); vector >= 0 && vector < heights.Length; vector++)
        {
            if (Vector256.AndNot(Load(ref include, vector), Load(ref literals, vector)) != Vector256<ulong>.Zero)
            {
                return false;
            }

            var next = heights[(vector + 1)..].IndexOf((byte)StateBits);
            if (next < 0)
            {
                return true;
            }

            vector += next;
        }

        return true;
    }

    /// <summary>Type Ia feedback (the clause is true): true literals go up unless their draw is 1 (always, with boost), false ones go down where it is.</summary>
    public void Recognise(int clause, ref ulong literals, BitRandom random, Bernoulli rate, bool boost, ref ulong draws)
    {
        var heights = Heights(clause);
        var moving = 0;
        for (var vector = 0; vector < heights.Length; vector++)
        {
            moving += heights[vector] > 0 || Load(ref literals, vector) != Vector256<ulong>.Zero ? 1 : 0;
        }

        random.Fill(ref draws, moving, rate);
        var draw = 0;
        for (var vector = 0; vector < heights.Length; vector++)
        {
            var isTrue = Load(ref literals, vector);
            if (heights[vector] == 0 && isTrue == Vector256<ulong>.Zero)
            {
                continue;
            }

            var drawn = Load(ref draws, draw++);
            var up = boost ? isTrue : Vector256.AndNot(isTrue, drawn);
            Move(clause, vector, ref heights[vector], up | Vector256.AndNot(drawn, isTrue), ~isTrue);
        }
    }

    /// <summary>Type Ib feedback: every automaton goes down where its draw is 1.</summary>
    public void Forget(int clause, BitRandom random, Bernoulli rate, ref ulong draws)
    {
        var heights = Heights(clause);
        var moving = heights.Length - heights.Count((byte)0);
        random.Fill(ref draws, moving, rate);
        var draw = 0;
        for (var vector = 0; vector < heights.Length; vector++)
        {
            if (heights[vector] > 0)
            {
                Move(clause, vector, ref heights[vector], Load(ref draws, draw++), Vector256<ulong>.AllBitsSet);
            }
        }
    }

    /// <summary>Type II feedback (the clause is true and should not be): every false literal that is not included goes up.</summary>
    public void Reject(int clause, ref ulong literals)
    {
        var heights = Heights(clause);
        ref var include = ref _include.At(clause * Vectors * VectorWords);
        for (var vector = 0; vector < heights.Length; vector++)
        {
            var up = Vector256.AndNot(Load(ref _valid.At(0), vector), Load(ref literals, vector) | Load(ref include, vector));
            if (up != Vector256<ulong>.Zero)
            {
                Move(clause, vector, ref heights[vector], up, Vector256<ulong>.Zero);
            }
        }
    }

    /// <summary>Moves the chosen automata of one vector by one, down where <paramref name="down"/> is set and up elsewhere, stopping at both ends.</summary>
    public void Step(int clause, int vector, Vector256<ulong> chosen, Vector256<ulong> down) =>
        Move(clause, vector, ref Heights(clause)[vector], chosen & Load(ref _valid.At(0), vector), down);

    /// <summary>The state of one automaton.</summary>
    public int State(int clause, int literal)
    {
        var (word, shift) = ((((clause * Vectors) + (literal >> 8)) * VectorWords) + ((literal >> 6) & 3), literal & 63);
        var state = (int)((_include.At(word) >> shift) & 1) << _lowPlanes;
        for (var plane = 0; plane < _lowPlanes; plane++)
        {
            state |= (int)((_planes.At(PlaneWord(clause, literal >> 8, plane) + (word & 3)) >> shift) & 1) << plane;
        }

        return state;
    }

    /// <summary>Sets the state of one automaton.</summary>
    public void SetState(int clause, int literal, int state)
    {
        var (vector, lane, bit) = (literal >> 8, (literal >> 6) & 3, 1UL << literal);
        Assign(ref _include.At((((clause * Vectors) + vector) * VectorWords) + lane), bit, (state >> _lowPlanes) & 1);
        for (var plane = 0; plane < _lowPlanes; plane++)
        {
            Assign(ref _planes.At(PlaneWord(clause, vector, plane) + lane), bit, (state >> plane) & 1);
        }

        Heights(clause)[vector] = (byte)StateBits; // not the least, which only costs time
    }


    /// <summary>Writes all states.</summary>
    public void Write(ModelWriter writer)
    {
        writer.WriteInt32s(MemoryMarshal.Cast<ulong, int>(_include.Span));
        writer.WriteInt32s(MemoryMarshal.Cast<ulong, int>(_planes.Span));
    }

    /// <summary>Takes over states that <see cref="Write"/> wrote, from a bank of the same size; what stands where there is no literal is ignored.</summary>
    /// <returns>False when there are not as many words as belong.</returns>
    public bool TryRestore(ReadOnlySpan<int> include, ReadOnlySpan<int> planes)
    {
        if (include.Length != 2 * _include.Length || planes.Length != 2 * _planes.Length)
        {
            return false;
        }

        Restore(MemoryMarshal.Cast<int, ulong>(include), _include.Span, 1);
        Restore(MemoryMarshal.Cast<int, ulong>(planes), _planes.Span, _lowPlanes);
        _heights.AsSpan().Fill((byte)StateBits); // not the least, which only costs time
        return true;
    }

    private void Restore(ReadOnlySpan<ulong> words, Span<ulong> target, int planes)
    {
        var valid = _valid.Span;
        for (var i = 0; i < words.Length; i++)
        {
            target[i] = words[i] & valid[(i / (planes * VectorWords) % Vectors * VectorWords) + (i % VectorWords)];
        }
    }

    private static void Assign(ref ulong word, ulong bit, int value) => word = value == 0 ? word & ~bit : word | bit;

    private void StartBelowTheMiddle()
    {
        for (var clause = 0; clause < Clauses; clause++)
        {
            for (var vector = 0; vector < Vectors; vector++)
            {
                for (var plane = 0; plane < _lowPlanes; plane++)
                {
                    _valid.Span.Slice(vector * VectorWords, VectorWords).CopyTo(_planes.Span[PlaneWord(clause, vector, plane)..]);
                }
            }
        }

        _heights.AsSpan().Fill((byte)_lowPlanes);
    }

    private Span<byte> Heights(int clause) => _heights.AsSpan(clause * Vectors, Vectors);

    private int PlaneWord(int clause, int vector, int plane) => ((((clause * Vectors) + vector) * _lowPlanes) + plane) * VectorWords;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Load(ref ulong words, int vector) => Vector256.LoadUnsafe(ref words, (nuint)(vector * VectorWords));

    /// <summary>Moves the chosen automata by one, down where <paramref name="down"/> is set and up elsewhere, stopping at both ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(int clause, int vector, ref byte height, Vector256<ulong> chosen, Vector256<ulong> down)
    {
        ref var planes = ref _planes.At(PlaneWord(clause, vector, 0));
        ref var include = ref _include.At(((clause * Vectors) + vector) * VectorWords);
        if (_lowPlanes == FastBits - 1 && height > LowHeight)
        {
            height = MoveEight(ref planes, ref include, chosen, down);
        }
        else
        {
            height = MovePlanes(ref planes, ref include, height, chosen, down);
        }
    }

    /// <summary>The common case of eight planes, all in registers: what carries out of the top wrapped around and is turned back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte MoveEight(ref ulong planes, ref ulong include, Vector256<ulong> carry, Vector256<ulong> down)
    {
        var p0 = Load(ref planes, 0);
        var p1 = Load(ref planes, 1);
        var p2 = Load(ref planes, 2);
        var p3 = Load(ref planes, 3);
        var p4 = Load(ref planes, 4);
        var p5 = Load(ref planes, 5);
        var p6 = Load(ref planes, 6);
        var p7 = Load(ref include, 0);
        var c1 = carry & (p0 ^ down);
        var c2 = c1 & (p1 ^ down);
        var c3 = c2 & (p2 ^ down);
        var c4 = c3 & (p3 ^ down);
        var c5 = c4 & (p4 ^ down);
        var c6 = c5 & (p5 ^ down);
        var c7 = c6 & (p6 ^ down);
        var ends = c7 & (p7 ^ down);
        (p0 ^ carry ^ ends).StoreUnsafe(ref planes);
        (p1 ^ c1 ^ ends).StoreUnsafe(ref planes, VectorWords);
        (p2 ^ c2 ^ ends).StoreUnsafe(ref planes, 2 * VectorWords);
        (p3 ^ c3 ^ ends).StoreUnsafe(ref planes, 3 * VectorWords);
        (p4 ^ c4 ^ ends).StoreUnsafe(ref planes, 4 * VectorWords);
        (p5 ^ c5 ^ ends).StoreUnsafe(ref planes, 5 * VectorWords);
        p6 ^= c6 ^ ends;
        p6.StoreUnsafe(ref planes, 6 * VectorWords);
        p7 ^= c7 ^ ends;
        p7.StoreUnsafe(ref include);
        return p7 != Vector256<ulong>.Zero ? (byte)8 : p6 != Vector256<ulong>.Zero ? (byte)7 : Trim(ref planes, 6);
    }

    private static byte Trim(ref ulong planes, int height)
    {
        while (height > 0 && Load(ref planes, height - 1) == Vector256<ulong>.Zero)
        {
            height--;
        }

        return (byte)height;
    }

    /// <summary>Any number of planes, of which only those in use are touched.</summary>
    private byte MovePlanes(ref ulong planes, ref ulong include, int height, Vector256<ulong> chosen, Vector256<ulong> down)
    {
        var isAboveBottom = Vector256<ulong>.Zero;
        var isBelowTop = height > _lowPlanes ? ~Load(ref include, 0) : Vector256<ulong>.AllBitsSet;
        for (var plane = 0; plane < Math.Min(height, _lowPlanes); plane++)
        {
            isAboveBottom |= Load(ref planes, plane);
            isBelowTop |= ~Load(ref planes, plane);
        }

        isAboveBottom |= height > _lowPlanes ? Load(ref include, 0) : Vector256<ulong>.Zero;
        var carry = chosen & Vector256.ConditionalSelect(down, isAboveBottom, isBelowTop);
        for (var plane = 0; carry != Vector256<ulong>.Zero; plane++)
        {
            ref var word = ref plane < _lowPlanes ? ref Unsafe.Add(ref planes, plane * VectorWords) : ref include;
            var old = Load(ref word, 0);
            (old ^ carry).StoreUnsafe(ref word);
            carry &= old ^ down;
            height = Math.Max(height, plane + 1);
        }

        return height > _lowPlanes && Load(ref include, 0) != Vector256<ulong>.Zero ? (byte)height : Trim(ref planes, Math.Min(height, _lowPlanes));
    }
}
