using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Data.Internal;

namespace Demur.Data;

/// <summary>Writes rows as JSON objects, one a line, in UTF-8; letters stay as they are, characters past U+FFFF are escaped. The lines are to be read as data; inside HTML they must be encoded again.</summary>
public sealed class JsonLinesWriter : IRowWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly JsonEncodedText[] _names;

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">Where the lines go; it is left open.</param>
    /// <param name="columns">The names of the members, in order; each once.</param>
    /// <exception cref="DemurException">Two columns share a name.</exception>
    public JsonLinesWriter(Stream stream, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(columns);
        RowValues.RequireDistinct(columns);
        _stream = stream;
        _json = new Utf8JsonWriter(stream, Options);
        _names = [.. columns.Select(column => JsonEncodedText.Encode(column, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        Columns = columns;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        RowValues.RequireCount(values, Columns);
        _json.WriteStartObject();
        for (var i = 0; i < _names.Length; i++)
        {
            _json.WritePropertyName(_names[i]);
            WriteValue(values[i]);
        }

        _json.WriteEndObject();
        await _json.FlushAsync(cancellationToken).ConfigureAwait(false);
        _json.Reset();
        _stream.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _json.DisposeAsync().ConfigureAwait(false);
        await _stream.FlushAsync().ConfigureAwait(false);
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null: _json.WriteNullValue(); break;
            case string text: _json.WriteStringValue(text); break;
            case bool truth: _json.WriteBooleanValue(truth); break;
            case DateTimeOffset time: _json.WriteStringValue(time); break;
            case decimal number: _json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): _json.WriteNumberValue(number); break;
            case double: _json.WriteNullValue(); break;
            default: _json.WriteNumberValue(RowValues.ToInteger(value)); break;
        }
    }
}
