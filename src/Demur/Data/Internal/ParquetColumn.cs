using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>One column of a row group: text where it is flat, JSON where it is nested.</summary>
internal abstract class ParquetColumn
{
    /// <summary>Whether the values are neither nested nor unreadable.</summary>
    public virtual bool IsFlat => false;

    /// <summary>The value in a row of the row group; the location starts errors about it.</summary>
    public abstract FieldValue ValueAt(int row, string location);

    public static ParquetColumn Of(ParquetNode node, ParquetLeafColumn[] leaves, int maxBytes) =>
        node.Kind == ParquetNodeKind.Leaf ? new Flat(leaves[node.FirstLeaf]) : new Nested(node, leaves, maxBytes);

    public static ParquetColumn Unreadable(string name, ErrorCode code, string problem) => new Refused(name, code, problem);

    private sealed class Flat(ParquetLeafColumn leaf) : ParquetColumn
    {
        public override bool IsFlat => true;

        public override FieldValue ValueAt(int row, string location) => FieldValue.Of(leaf.HasValueAt(row) ? leaf.Values.TextOf(leaf.ValueStartOf(row)) : null);
    }

    private sealed class Nested(ParquetNode node, ParquetLeafColumn[] leaves, int maxBytes) : ParquetColumn
    {
        // The JSON is read again right here; text stays readable in it.
        private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

        public override FieldValue ValueAt(int row, string location)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var json = new Utf8JsonWriter(buffer, Options);
            try
            {
                ParquetRecordWriter.Write(node, leaves, row, json, maxBytes);
                json.Flush();
                return FieldValue.Of(JsonElement.Parse(buffer.WrittenSpan, JsonRows.Options));
            }
            catch (InvalidDataException error)
            {
                throw Error(location, $"cannot be read: {error.Message}.", error);
            }
            catch (JsonException error)
            {
                throw Error(location, "cannot be read as JSON: " + JsonRows.Explain(error), error);
            }
        }

        private DemurException Error(string location, string problem, Exception error) => new(ErrorCode.BadInput, $"{location}: column '{node.Name}' {problem}", error);
    }

    private sealed class Refused(string name, ErrorCode code, string problem) : ParquetColumn
    {
        public override FieldValue ValueAt(int row, string location) => throw new DemurException(code, $"{location}: column '{name}' {problem}");
    }
}
