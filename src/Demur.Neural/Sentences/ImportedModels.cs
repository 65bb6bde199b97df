namespace Demur.Neural.Sentences;

/// <summary>Where models lie that were imported from packages: the folder that <c>DEMUR_MODELS</c> names, or <c>demur/models</c> in the user's folder for local data.</summary>
public static class ImportedModels
{
    /// <summary>The folder of all imported models.</summary>
    public static string Root => Environment.GetEnvironmentVariable("DEMUR_MODELS") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "demur", "models");

    /// <summary>The folder of one model, whether it is there or not.</summary>
    /// <param name="name">The model's name, such as <c>use-lite</c>.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="ArgumentException">The name is a path.</exception>
    public static string Folder(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Path.GetFileName(name) == name && name is not ("." or "..") ? Path.Combine(Root, name) : throw new ArgumentException($"'{name}' is no name of a model.", nameof(name));
    }
}
