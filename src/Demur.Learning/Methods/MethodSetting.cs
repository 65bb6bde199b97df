namespace Demur.Learning.Methods;

/// <summary>A number that a method can be set by.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Default">The value when nothing is set.</param>
/// <param name="Low">The smallest value that makes sense.</param>
/// <param name="High">The largest value that makes sense.</param>
/// <param name="Summary">What it does, in one sentence.</param>
public sealed record MethodSetting(string Name, double Default, double Low, double High, string Summary);
