namespace Demur.Data;

/// <summary>How a data file is read.</summary>
public sealed record DataFileOptions
{
    /// <summary>The defaults: format found out, no mapping, stop at the first broken row.</summary>
    public static DataFileOptions Default { get; } = new();

    /// <summary>The format; null (the default) tells it by the file's extension, else by its content.</summary>
    public DataFormat? Format { get; init; }

    /// <summary>The column that separates values in CSV; null (the default) tells it by the header.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The renamed columns; none by default.</summary>
    public ColumnMap Columns { get; init; } = ColumnMap.None;

    /// <summary>What the error about a column that is not there advises, a sentence, by the column's name; null (the default) for how audits map columns (<c>--map</c>).</summary>
    public Func<string, string>? ColumnAdvice { get; init; }

    /// <summary>What happens to broken rows; <see cref="BrokenRowPolicy.Stop"/> by default.</summary>
    public BrokenRowPolicy BrokenRows { get; init; } = BrokenRowPolicy.Stop;

    /// <summary>Filled in while reading; null (the default) when nobody wants to know.</summary>
    public DataReadReport? Report { get; init; }

    /// <summary>The most bytes that one row may take (in Parquet, one nested value as JSON), from 1 KiB to 1 GiB; 64 MiB by default. Memory stays within a small multiple of it, except for Parquet, which holds one row group.</summary>
    public int MaxRowBytes { get; init; } = 64 << 20;

    /// <summary>The most bytes that a gzipped file may grow to for each of its own, checked once 64 MiB came out; 250 by default, which leaves room for very repetitive logs.</summary>
    public int MaxExpansion { get; init; } = 250;

    /// <summary>The most bytes that one Parquet row group may declare, and eight times the values that a column may have in it; 1 GiB by default. It also bounds the temporary copy of Parquet data that cannot be read in place (gzipped, or from standard input), at eight times this.</summary>
    public long MaxRowGroupBytes { get; init; } = 1L << 30;

    /// <summary>Opens standard input for the path <c>-</c>; null (the default) when the caller offers none.</summary>
    public Func<Stream>? StandardInput { get; init; }
}
