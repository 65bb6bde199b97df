using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using Type = System.Type;

namespace Demur.Data.Internal;

/// <summary>
/// A stored column as Parquet.Net wants it described. Its own description of a schema leaves out or misreads the list encodings of older writers, and one
/// type that it does not know makes it refuse the whole file; so each leaf is described by itself, with the levels that <see cref="ParquetShape"/> found.
/// </summary>
internal sealed class ParquetLeafField : DataField
{
    private ParquetLeafField(ParquetLeaf leaf, Type type)
        : base(leaf.Path[^1], type, isNullable: leaf.MaxDefinition > 0, isArray: false)
    {
        // The library sets path and levels of the fields that stand in a schema.
        Field outer = this;
        for (var i = leaf.Path.Count - 2; i >= 0; i--)
        {
            outer = new StructField(leaf.Path[i], outer);
        }

        _ = new ParquetSchema(outer);
        MaxDefinitionLevel = leaf.MaxDefinition;
        MaxRepetitionLevel = leaf.MaxRepetition;
    }

    /// <summary>Describes a leaf of a file.</summary>
    /// <returns>The description, or null when values of its type cannot be read.</returns>
    public static ParquetLeafField? Of(ParquetReader reader, ParquetLeaf leaf) => TypeOf(reader, leaf.Element) is { } type ? new ParquetLeafField(leaf, type) : null;

    private static Type? TypeOf(ParquetReader reader, SchemaElement element)
    {
        if (element.LogicalType?.JSON is not null || element.ConvertedType is ConvertedType.JSON or ConvertedType.ENUM)
        {
            return typeof(string);
        }

        var metadata = reader.Metadata!;
        var whole = metadata.Schema;
        try
        {
            metadata.Schema = [new SchemaElement { Name = "root", NumChildren = 1 }, element];
            return reader.Schema.DataFields[0].ClrType;
        }
        catch (Exception error) when (error is NotSupportedException or NotImplementedException)
        {
            return null;
        }
        finally
        {
            metadata.Schema = whole;
        }
    }
}
