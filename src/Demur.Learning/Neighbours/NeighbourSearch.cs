namespace Demur.Learning.Neighbours;

/// <summary>How neighbours are looked for. Every way finds exactly the same neighbours; they differ in time and memory.</summary>
public enum NeighbourSearch
{
    /// <summary>A tree for up to eight columns, else vectors of the processor for tables, else lists of each column's rows; the default.</summary>
    Automatic,

    /// <summary>Every pair, sixteen rows at once in single precision with a proven bound of its error; what passes is computed again in double precision.</summary>
    Dense,

    /// <summary>A k-d tree, for tables of few columns; Euclid only.</summary>
    Tree,

    /// <summary>Lists of each column's rows: a query costs what it shares with the rows. For text.</summary>
    Sparse,
}
