using System.Collections.Immutable;

namespace Demur.Learning.Tables;

/// <summary>How a table is read to learn from.</summary>
public sealed record TableOptions
{
    /// <summary>The column with the class; <c>label</c> by default.</summary>
    public string Target { get; init; } = "label";

    /// <summary>What columns are, by name, where the rules of <see cref="ColumnRules"/> would choose otherwise; empty by default.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = ImmutableDictionary<string, ColumnKind>.Empty;

    /// <summary>The only columns to learn from; all but the target when empty, the default.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The class that scores and reasons of two classes speak for; the last by name when null, the default: refusal after compliance, yes after no, 1 after 0.</summary>
    public string? Positive { get; init; }

    /// <summary>Whether rows without a label are kept as <see cref="Table.Unlabelled"/>, for self-training; false by default: they are left out, and a remark counts them.</summary>
    public bool KeepUnlabelled { get; init; }

    /// <summary>Whether rows of a class with fewer than two examples are left out; false, the default, stops at them.</summary>
    public bool LeaveOutRareClasses { get; init; }
}
