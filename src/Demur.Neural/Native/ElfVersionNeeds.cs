using System.Buffers.Binary;
using System.Text;

namespace Demur.Neural.Native;

/// <summary>The versions that a 64-bit little-endian ELF library needs of others (section <c>.gnu.version_r</c>; layout: Linux Standard Base, Symbol Versioning).</summary>
internal static class ElfVersionNeeds
{
    private const uint NeedsSection = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Marks one needed version weak, in place: the loader then warns instead of refusing when it is absent.</summary>
    /// <param name="library">The bytes of the library; changed when the version is found.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>Whether the version was found; bytes that are no such library never are.</returns>
    internal static bool Weaken(Span<byte> library, string version)
    {
        try
        {
            return IsElf64(library) && WeakenIn(library, version);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static bool IsElf64(ReadOnlySpan<byte> library) =>
        library.Length > 64 && library[..6].SequenceEqual("\u007fELF\u0002\u0001"u8);

    private static bool WeakenIn(Span<byte> library, string version)
    {
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(library[0x28..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3A..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3C..]);
        for (var index = 0; index < count; index++)
        {
            var header = library[(sections + (index * size))..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == NeedsSection)
            {
                var names = library[(sections + ((int)BinaryPrimitives.ReadUInt32LittleEndian(header[0x28..]) * size))..];
                return WeakenInSection(library, Offset(header), library[Offset(names)..], version);
            }
        }

        return false;
    }

    private static int Offset(ReadOnlySpan<byte> header) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(header[0x18..]));

    private static bool WeakenInSection(Span<byte> library, int start, ReadOnlySpan<byte> names, string version)
    {
        for (var need = start; ;)
        {
            var entry = need + BinaryPrimitives.ReadInt32LittleEndian(library[(need + 8)..]);
            for (var left = BinaryPrimitives.ReadUInt16LittleEndian(library[(need + 2)..]); left > 0; left--)
            {
                var name = names[BinaryPrimitives.ReadInt32LittleEndian(library[(entry + 8)..])..];
                if (Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(library[(entry + 4)..], Weak);
                    return true;
                }

                entry += BinaryPrimitives.ReadInt32LittleEndian(library[(entry + 12)..]);
            }

            var next = BinaryPrimitives.ReadInt32LittleEndian(library[(need + 12)..]);
            if (next == 0)
            {
                return false;
            }

            need += next;
        }
    }
}
