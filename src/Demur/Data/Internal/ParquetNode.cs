namespace Demur.Data.Internal;

/// <summary>
/// A value as the schema of a Parquet file describes it: a leaf, a struct, a list or a map. Levels are those of Dremel (Melnik et al. 2010): a value is
/// there when its leaves' definition level reaches <see cref="Present"/>; a list or map goes on where the repetition level is <see cref="Repetition"/>.
/// </summary>
internal sealed class ParquetNode(string name, ParquetNodeKind kind)
{
    public string Name { get; } = name;

    public ParquetNodeKind Kind { get; } = kind;

    /// <summary>The definition level from which the value is not null.</summary>
    public int Present { get; init; }

    /// <summary>The definition level from which a list or map has an item.</summary>
    public int Filled { get; init; }

    /// <summary>The repetition level of a list's or map's further items.</summary>
    public int Repetition { get; init; }

    /// <summary>A struct's members, a list's item, a map's key and value.</summary>
    public IReadOnlyList<ParquetNode> Children { get; init; } = [];

    /// <summary>The first of the leaves that hold the value.</summary>
    public int FirstLeaf { get; init; }

    /// <summary>The leaf after the last one that holds the value.</summary>
    public int EndLeaf { get; init; }
}
