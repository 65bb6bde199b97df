using Parquet.Meta;

namespace Demur.Data.Internal;

/// <summary>
/// The columns of a Parquet file as values and the leaves that store them. Follows the format's rules for lists and maps (LogicalTypes.md of
/// apache/parquet-format), also those for older writers: two-level lists, groups named <c>array</c> or <c>x_tuple</c>, repeated fields without annotation.
/// </summary>
internal sealed class ParquetShape
{
    private readonly List<ParquetLeaf> _leaves = [];

    private ParquetShape(ParquetElement root)
    {
        Columns = [.. root.Children.Select(child => ReadField(child, new Place([], Definition: 0, Repetition: 0)))];
    }

    /// <summary>The top-level columns, in file order.</summary>
    public IReadOnlyList<ParquetNode> Columns { get; }

    /// <summary>The stored columns, in file order.</summary>
    public IReadOnlyList<ParquetLeaf> Leaves => _leaves;

    /// <summary>Reads a file's schema.</summary>
    /// <exception cref="InvalidDataException">It is no schema.</exception>
    public static ParquetShape Of(IReadOnlyList<SchemaElement> elements) => new(ParquetElement.Read(elements));

    private ParquetNode ReadField(ParquetElement element, Place outside)
    {
        if (!element.IsRepeated)
        {
            return ReadValue(element, outside.Enter(element));
        }

        // Repeated without being a list's or map's inner group: a list that is never null, of items that are never null.
        return ListOf(element.Name, outside, outside.Enter(element), inside => ReadValue(element, inside));
    }

    /// <summary>Reads what an element holds once it is there; the place counts the element itself.</summary>
    private ParquetNode ReadValue(ParquetElement element, Place place)
    {
        if (element.Children.Count == 0)
        {
            return LeafOf(element, place);
        }

        if (element.Children is [{ IsRepeated: true } repeated])
        {
            if (element.IsList)
            {
                return ListOf(element.Name, place, place.Enter(repeated), inside => IsItem(element, repeated) ? ReadValue(repeated, inside) : ReadField(repeated.Children[0], inside));
            }

            if (element.IsMap)
            {
                return MapOf(element, repeated, place);
            }
        }

        return StructOf(element, place);
    }

    private ParquetNode LeafOf(ParquetElement element, Place place)
    {
        _leaves.Add(new ParquetLeaf(place.Path, place.Definition, place.Repetition, element.Element));
        return new ParquetNode(element.Name, ParquetNodeKind.Leaf) { Present = place.Definition, FirstLeaf = _leaves.Count - 1, EndLeaf = _leaves.Count };
    }

    private ParquetNode StructOf(ParquetElement element, Place place)
    {
        var first = _leaves.Count;
        var children = element.Children.Select(child => ReadField(child, place)).ToList();
        return new ParquetNode(element.Name, ParquetNodeKind.Struct) { Present = place.Definition, Children = children, FirstLeaf = first, EndLeaf = _leaves.Count };
    }

    private ParquetNode ListOf(string name, Place place, Place inside, Func<Place, ParquetNode> readItem)
    {
        var first = _leaves.Count;
        var item = readItem(inside);
        return Repeated(name, ParquetNodeKind.List, [item], place, inside, first);
    }

    private ParquetNode MapOf(ParquetElement element, ParquetElement entry, Place place)
    {
        var inside = place.Enter(entry);
        if (entry.Children is not [{ Children.Count: 0, IsRepeated: false } key, var value])
        {
            // A set, or keys that no JSON object can have: a list of its entries.
            return ListOf(element.Name, place, inside, at => ReadValue(entry, at));
        }

        var first = _leaves.Count;
        return Repeated(element.Name, ParquetNodeKind.Map, [ReadField(key, inside), ReadField(value, inside)], place, inside, first);
    }

    private ParquetNode Repeated(string name, ParquetNodeKind kind, ParquetNode[] children, Place place, Place inside, int first) => new(name, kind)
    {
        Present = place.Definition,
        Filled = inside.Definition,
        Repetition = inside.Repetition,
        Children = children,
        FirstLeaf = first,
        EndLeaf = _leaves.Count,
    };

    /// <summary>Whether a list's repeated field is the item itself and not only the group around it.</summary>
    private static bool IsItem(ParquetElement list, ParquetElement repeated) =>
        repeated.Children is not [{ IsRepeated: false }] || repeated.IsList || repeated.IsMap || repeated.Name == "array" || repeated.Name == list.Name + "_tuple";

    private readonly record struct Place(IReadOnlyList<string> Path, int Definition, int Repetition)
    {
        public Place Enter(ParquetElement element) => new(
            [.. Path, element.Name],
            element.Element.RepetitionType is FieldRepetitionType.OPTIONAL or FieldRepetitionType.REPEATED ? Definition + 1 : Definition,
            element.IsRepeated ? Repetition + 1 : Repetition);
    }
}
