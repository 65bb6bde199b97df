using System.Text;
using System.Text.Unicode;

namespace Demur.Data.Internal;

/// <summary>
/// Marks and finds text that is none. Bytes that cannot be decoded become U+FFFF, which Unicode reserves as no character, so that the row they stand in
/// can be named later; a file that already holds U+FFFF is treated alike.
/// </summary>
internal static class Utf8Text
{
    public const char Marker = '\uFFFF';

    private static ReadOnlySpan<byte> MarkerBytes => [0xEF, 0xBF, 0xBF];

    /// <summary>An encoding that marks what it cannot decode.</summary>
    public static Encoding Marking(string name) =>
        Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Marker.ToString()));

    /// <summary>Finds the first byte that is not part of UTF-8 text; null when all are.</summary>
    public static int? FindInvalid(ReadOnlySpan<byte> utf8)
    {
        var marker = utf8.IndexOf(MarkerBytes);
        if (marker < 0 && Utf8.IsValid(utf8))
        {
            return null;
        }

        var start = 0;
        while (start < utf8.Length && Rune.DecodeFromUtf8(utf8[start..], out _, out var length) == System.Buffers.OperationStatus.Done && start != marker)
        {
            start += length;
        }

        return start;
    }

    /// <summary>The column of a byte in its line, in characters, from 1.</summary>
    public static long ColumnOf(ReadOnlySpan<byte> line, int offset) => Encoding.UTF8.GetCharCount(line[..offset]) + 1L;
}
