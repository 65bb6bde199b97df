using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>SentencePiece's compiled character map: a double-array trie over UTF-8 bytes that leads to replacement strings.</summary>
/// <remarks>The blob is a 32-bit length, the trie's units and the zero-terminated replacements; every index read from it is checked.
/// The longest match is replaced, as in SentencePiece itself; the Rust library cuts at grapheme clusters first and can lose a mark there.</remarks>
internal sealed class PrecompiledNormalizer : ITextNormalizer
{
    private readonly byte[] _blob;
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    public PrecompiledNormalizer(byte[] blob, JsonField field)
    {
        if (blob.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(blob) is var size && (size % 4 != 0 || size > blob.Length - 4))
        {
            throw field.Error("is not a compiled character map: its trie is longer than the data");
        }

        _blob = blob;
        _units = new uint[size / 4];
        for (var i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(blob.AsSpan(4 + (4 * i)));
        }

        _replacements = blob[(4 + (int)size)..];
    }

    public AlignedText Normalize(AlignedText text)
    {
        var source = text.Text;
        var builder = new AlignedTextBuilder(text);
        for (var start = 0; start < source.Length;)
        {
            var width = Find(source.AsSpan(start), out var replacement);
            if (width > 0)
            {
                builder.Replace(replacement, start, start + width);
            }
            else
            {
                Characters.At(source, start, out width);
                builder.Keep(start, start + width);
            }

            start += width;
        }

        return builder.ToText();
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Precompiled");
        writer.WriteBase64String("precompiled_charsmap", _blob);
    }

    /// <summary>The longest beginning of a text that the trie knows, and what stands for it; 0 without one.</summary>
    private int Find(ReadOnlySpan<char> text, out string replacement)
    {
        replacement = "";
        if (_units.Length == 0)
        {
            return 0;
        }

        var found = 0;
        var node = Offset(_units[0]);
        Span<byte> bytes = stackalloc byte[4];
        for (var place = 0; place < text.Length;)
        {
            var count = Characters.At(text, place, out var width).EncodeToUtf8(bytes);
            place += width;
            for (var i = 0; i < count; i++)
            {
                node ^= bytes[i];
                if (bytes[i] == 0 || node >= _units.Length || (_units[node] & 0x800000FF) != bytes[i])
                {
                    return found;
                }

                var unit = _units[node];
                node ^= Offset(unit);
                if (i == count - 1 && (unit & 0x100) != 0 && node < _units.Length && Replacement(_units[node] & 0x7FFFFFFF) is { } known)
                {
                    (found, replacement) = (place, known);
                }
            }
        }

        return found;
    }

    // The layout of a unit is darts-clone's: label and leaf flag low, the offset above them, shifted by 8 where bit 9 is set.
    private static long Offset(uint unit) => (long)(unit >> 10) << (int)((unit & 0x200) >> 6);

    private string? Replacement(uint place)
    {
        if (place >= _replacements.Length)
        {
            return null;
        }

        var rest = _replacements.AsSpan((int)place);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
