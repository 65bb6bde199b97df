namespace Demur.Neural.Templates.Jinja;

/// <summary>A list or a tuple.</summary>
internal sealed record ListValue(IReadOnlyList<object?> Items, bool IsTuple = false);
