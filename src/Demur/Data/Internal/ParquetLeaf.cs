using Parquet.Meta;

namespace Demur.Data.Internal;

/// <summary>A stored column of a Parquet file: where it stands in the schema and the highest levels it can have.</summary>
internal sealed record ParquetLeaf(IReadOnlyList<string> Path, int MaxDefinition, int MaxRepetition, SchemaElement Element);
