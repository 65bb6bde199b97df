namespace Demur.Data.Internal;

/// <summary>What a value in a Parquet schema is made of.</summary>
internal enum ParquetNodeKind
{
    /// <summary>A single value.</summary>
    Leaf,

    /// <summary>Named members.</summary>
    Struct,

    /// <summary>Items in order.</summary>
    List,

    /// <summary>Values by a key that can be written as text.</summary>
    Map,
}
