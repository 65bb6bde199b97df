namespace Demur.Data;

/// <summary>The shapes of files that <see cref="DataFile"/> reads; each also gzipped.</summary>
public enum DataFormat
{
    /// <summary>One JSON object a line (<c>.jsonl</c>, <c>.ndjson</c>).</summary>
    JsonLines,

    /// <summary>One JSON array of objects or of strings, or an object that holds one such array (<c>.json</c>).</summary>
    Json,

    /// <summary>Comma-separated values with a header row (<c>.csv</c>); a header without commas but with semicolons, tabs or bars is split at those.</summary>
    Csv,

    /// <summary>Tab-separated values with a header row (<c>.tsv</c>, <c>.tab</c>).</summary>
    Tsv,

    /// <summary>Apache Parquet (<c>.parquet</c>, <c>.pq</c>); nested columns read as JSON.</summary>
    Parquet,
}
