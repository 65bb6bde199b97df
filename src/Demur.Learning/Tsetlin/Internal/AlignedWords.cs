using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>64-bit words that start at a cache line, so that no vector of theirs straddles two. The array is pinned: it would lose its alignment by moving.</summary>
internal sealed class AlignedWords
{
    private const int LineBytes = 64;
    private readonly ulong[] _array;
    private readonly int _offset;

    public AlignedWords(long count)
    {
        const int slack = LineBytes / sizeof(ulong);
        if (count > Array.MaxLength - slack)
        {
            throw new DemurException($"The machine needs {count:N0} words of 64 bits in one array and the limit is {Array.MaxLength - slack:N0}; use fewer clauses or features.");
        }

        Length = (int)count;
        _array = GC.AllocateArray<ulong>(Length + slack, pinned: true);
        var address = (ulong)AddressOf(_array);
        _offset = (int)((LineBytes - (address % LineBytes)) % LineBytes / sizeof(ulong));
    }

    public int Length { get; }

    public Span<ulong> Span => _array.AsSpan(_offset, Length);

    /// <summary>The word at a position, for vector loads; the caller keeps within <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong At(int index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), (nint)(uint)(_offset + index));

    private static unsafe nuint AddressOf(ulong[] array) => (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
}
