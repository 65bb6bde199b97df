using Demur.Data;
using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>How a suite is read from a file.</summary>
public sealed record SuiteReaderOptions
{
    /// <summary>The defaults: the file's own column names, broken rows stop the reading.</summary>
    public static SuiteReaderOptions Default { get; } = new();

    /// <summary>How the rows are read: format, column mapping, what happens to broken rows.</summary>
    public DataFileOptions Data { get; init; } = DataFileOptions.Default;

    /// <summary>The suite's name; null (the default) takes the file's name without its extensions.</summary>
    public string? Name { get; init; }

    /// <summary>The category of rows that name none; <c>uncategorised</c> by default.</summary>
    public string Category { get; init; } = "uncategorised";

    /// <summary>The expected stance of rows that name none; <see cref="ExpectedStance.Either"/> by default.</summary>
    public ExpectedStance Expected { get; init; } = ExpectedStance.Either;
}
