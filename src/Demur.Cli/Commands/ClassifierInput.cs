using System.Runtime.CompilerServices;
using Demur.Cli.Hosting;
using Demur.Data;
using Demur.Learning;
using Demur.Learning.Tables;

namespace Demur.Cli.Commands;

/// <summary>One record for a classifier, from a row of a file or from a text on the command line.</summary>
internal sealed class ClassifierInput
{
    private readonly DataRow? _source;
    private readonly string? _text;

    private ClassifierInput(TableRecord record, DataRow? source, string? text)
    {
        Record = record;
        _source = source;
        _text = text;
    }

    /// <summary>The record.</summary>
    public TableRecord Record { get; }

    /// <summary>The row's number in its file.</summary>
    public long Row => _source?.Row ?? 0;

    /// <summary>The columns of the row; the text's own for a bare text.</summary>
    public IReadOnlyList<string> Columns => _source?.Columns ?? ["text"];

    /// <summary>What stands in a column.</summary>
    public string? Value(string column) => _source is null ? _text : _source.FindString(column);

    /// <summary>Reads a file, or takes the argument itself as the text where the classifier reads one.</summary>
    public static async IAsyncEnumerable<ClassifierInput> ReadAsync(CliHost host, IClassifier classifier, string input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (input != DataFile.StandardInput && !File.Exists(input))
        {
            yield return classifier.Schema.OnlyText is null || LooksLikeFile(input)
                ? throw new DemurException($"{input}: there is no such file. Give {(classifier.Schema.OnlyText is null ? "" : "a text, ")}a file of rows, or '-'.")
                : new ClassifierInput(classifier.Schema.OfText(input), source: null, input);
            yield break;
        }

        await foreach (var row in LearnArguments.RowsOf(host, input, cancellationToken).ConfigureAwait(false))
        {
            yield return new ClassifierInput(classifier.Schema.Read(row), row, text: null);
        }
    }

    /// <summary>A single word with a data file's ending is a path that was mistyped, not a text.</summary>
    public static bool LooksLikeFile(string input) =>
        !input.Contains(' ') && Path.GetExtension(input).ToLowerInvariant() is ".jsonl" or ".json" or ".csv" or ".tsv" or ".parquet" or ".gz";
}
