namespace Demur.Neural.Sentences.Import;

/// <summary>A model that was imported from a package.</summary>
/// <param name="Name">Its name among imported models, such as <c>use-lite</c>.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Package">The package and version that it came from.</param>
/// <param name="Integrity">The package's SHA-512, as it was expected and found.</param>
/// <param name="License">The licences of model and package by their short names, as SPDX joins them.</param>
public sealed record ImportedModel(string Name, string Folder, string Package, string Integrity, string License);
