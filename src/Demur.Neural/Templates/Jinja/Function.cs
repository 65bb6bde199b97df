namespace Demur.Neural.Templates.Jinja;

/// <summary>Something that a template can call.</summary>
internal delegate object? Function(Arguments arguments, RenderState state);
