namespace Demur.Neural.Templates.Jinja;

/// <summary>What a name stands for that nothing was put under: it prints as nothing and counts as false, but has no members.</summary>
internal sealed record Undefined(string Name);
