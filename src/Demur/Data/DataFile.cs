using System.Runtime.CompilerServices;
using Demur.Data.Internal;

namespace Demur.Data;

/// <summary>
/// Reads rows from JSONL, JSON, CSV, TSV and Parquet, each also gzipped, as a stream with bounded memory. Files are not trusted: sizes are bounded, text
/// that is no UTF-8 (or UTF-16, told by its first bytes) is named, and nothing in a file is executed.
/// </summary>
public static class DataFile
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads a file row by row.</summary>
    /// <param name="path">The file; <c>-</c> for standard input.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows, in file order. An empty file has none.</returns>
    /// <exception cref="DemurException">While enumerating: the file is absent or cannot be read as its format, or a row is broken and the policy is to stop.</exception>
    public static async IAsyncEnumerable<DataRow> ReadAsync(
        string path,
        DataFileOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var chosen = Check(options ?? DataFileOptions.Default);
        var stream = path == StandardInput ? OpenStandardInput(chosen) : OpenFile(path);
        await using (stream.ConfigureAwait(false))
        {
            var name = path == StandardInput ? "standard input" : path;
            await foreach (var row in ReadStreamAsync(stream, name, chosen, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }
        }
    }

    /// <summary>Reads rows from a stream.</summary>
    /// <param name="stream">The stream, at its start; it is left open.</param>
    /// <param name="name">The file's name: its extension tells the format, and errors name it.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows, in order.</returns>
    /// <exception cref="DemurException">While enumerating: the stream cannot be read as its format, or a row is broken and the policy is to stop.</exception>
    public static IAsyncEnumerable<DataRow> ReadAsync(
        Stream stream,
        string name,
        DataFileOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return ReadStreamAsync(stream, name, Check(options ?? DataFileOptions.Default), cancellationToken);
    }

    private static async IAsyncEnumerable<DataRow> ReadStreamAsync(
        Stream stream,
        string name,
        DataFileOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var origin = new RowOrigin(name, options);
        var source = await DataSource.OpenAsync(stream, origin, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var rows = source.Format switch
            {
                DataFormat.JsonLines => JsonLinesReader.ReadAsync(source.Content, origin, cancellationToken),
                DataFormat.Json => JsonArrayReader.ReadAsync(source.Content, origin, cancellationToken),
                DataFormat.Parquet => ParquetRows.ReadAsync(source.Content, origin, cancellationToken),
                _ => CsvRows.ReadAsync(source, origin, cancellationToken),
            };
            await foreach (var row in rows.ConfigureAwait(false))
            {
                origin.Report.RowsRead++;
                yield return row;
            }
        }
    }

    private static Stream OpenStandardInput(DataFileOptions options) =>
        options.StandardInput?.Invoke()
        ?? throw new DemurException(ErrorCode.Usage, "'-' stands for standard input, which is not at hand here; name a file.");

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DemurException(ErrorCode.BadInput, $"There is no file {path}; check the path.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            var problem = Directory.Exists(path) ? "is a folder; name a file in it." : "may not be read; check its permissions.";
            throw new DemurException(ErrorCode.BadInput, $"{path} {problem}", error);
        }
    }

    private static DataFileOptions Check(DataFileOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRowBytes, 1 << 10, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxRowBytes, 1 << 30, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxExpansion, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRowGroupBytes, 1, nameof(options));
        return options;
    }
}
