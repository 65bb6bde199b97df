using Parquet.Meta;

namespace Demur.Data.Internal;

/// <summary>An element of a Parquet schema with the elements inside it. Files list them depth first, each with the number of its children.</summary>
internal sealed class ParquetElement(SchemaElement element, IReadOnlyList<ParquetElement> children)
{
    /// <summary>How deep a schema may be. A row's JSON may be 64 levels deep, and a list takes three levels of the schema.</summary>
    public const int MaxDepth = 3 * 60;

    public SchemaElement Element { get; } = element;

    public IReadOnlyList<ParquetElement> Children { get; } = children;

    public string Name => Element.Name;

    public bool IsRepeated => Element.RepetitionType == FieldRepetitionType.REPEATED;

    public bool IsList => Element.LogicalType?.LIST is not null || Element.ConvertedType == ConvertedType.LIST;

    public bool IsMap => Element.LogicalType?.MAP is not null || Element.ConvertedType is ConvertedType.MAP or ConvertedType.MAP_KEY_VALUE;

    /// <summary>Reads the schema's root.</summary>
    /// <exception cref="InvalidDataException">The elements do not add up to one tree, or it is too deep.</exception>
    public static ParquetElement Read(IReadOnlyList<SchemaElement> elements)
    {
        var next = 0;
        var root = Read(elements, ref next, depth: 0);
        return next == elements.Count ? root : throw new InvalidDataException("its schema holds more elements than it declares");
    }

    private static ParquetElement Read(IReadOnlyList<SchemaElement> elements, ref int next, int depth)
    {
        if (next >= elements.Count || depth > MaxDepth)
        {
            throw new InvalidDataException(depth > MaxDepth ? "its columns are nested too deeply" : "its schema breaks off");
        }

        var element = elements[next++];
        var count = element.NumChildren ?? 0;
        if (count < 0 || count > elements.Count || (count == 0 && element.Type is null))
        {
            throw new InvalidDataException($"its schema element '{element.Name}' is neither a value nor a group");
        }

        var children = new ParquetElement[count];
        for (var i = 0; i < count; i++)
        {
            children[i] = Read(elements, ref next, depth + 1);
        }

        return new ParquetElement(element, children);
    }
}
