using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>Tells a file's format by its extension, else by its first bytes.</summary>
internal static class FormatSniffer
{
    /// <summary>The first and last bytes of a Parquet file.</summary>
    public static ReadOnlySpan<byte> ParquetMark => "PAR1"u8;

    public static DataFormat Tell(string file, ReadOnlySpan<byte> start, bool isAll, DataFormat? chosen)
    {
        if (chosen is { } format)
        {
            return format;
        }

        if (start.StartsWith(ParquetMark))
        {
            return DataFormat.Parquet;
        }

        return Extension(file) switch
        {
            ".jsonl" or ".ndjson" => DataFormat.JsonLines,
            ".csv" => DataFormat.Csv,
            ".tsv" or ".tab" => DataFormat.Tsv,
            ".parquet" or ".pq" => DataFormat.Parquet,
            ".json" => TellJson(start, isAll, oneLine: DataFormat.Json),
            _ => TellText(start, isAll),
        };
    }

    /// <summary>Whether telling the format takes more of the file than its first line: <c>.json</c> may hold JSON or JSONL.</summary>
    public static bool NeedsMoreThanOneLine(string file) => Extension(file) == ".json";

    private static string Extension(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.GetExtension(name).ToLowerInvariant();
    }

    private static DataFormat TellText(ReadOnlySpan<byte> start, bool isAll)
    {
        var text = start.TrimStart(" \t\r\n"u8);
        if (text is [(byte)'{' or (byte)'[', ..])
        {
            return TellJson(start, isAll, oneLine: DataFormat.JsonLines);
        }

        var end = text.IndexOf((byte)'\n');
        var header = end < 0 ? text : text[..end];
        return header.Contains((byte)'\t') && !header.Contains((byte)',') ? DataFormat.Tsv : DataFormat.Csv;
    }

    /// <summary>An array is JSON; an object that ends on its own line and is followed by another one is JSONL; an object over several lines is JSON.</summary>
    private static DataFormat TellJson(ReadOnlySpan<byte> start, bool isAll, DataFormat oneLine)
    {
        var text = start.TrimStart(" \t\r\n"u8);
        if (text is not [(byte)'{', ..])
        {
            return DataFormat.Json;
        }

        var end = text.IndexOf((byte)'\n');
        if (end < 0)
        {
            return oneLine;
        }

        var rest = text[(end + 1)..].TrimStart(" \t\r\n"u8);
        return IsComplete(text[..end]) ? (rest.IsEmpty && isAll ? oneLine : DataFormat.JsonLines) : IsOpen(text[..end]) ? DataFormat.Json : DataFormat.JsonLines;
    }

    private static bool IsComplete(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            return reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether a line is the beginning of an object that later lines go on with.</summary>
    private static bool IsOpen(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
            return reader.Read() && !reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
