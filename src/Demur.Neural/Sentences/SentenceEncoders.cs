using Demur.Neural.Sentences.Import;
using Demur.Sentences;

namespace Demur.Neural.Sentences;

/// <summary>Opens sentence encoders by the names that commands and settings use.</summary>
public static class SentenceEncoders
{
    /// <summary>Opens an encoder: <c>hashing</c> (no model), <c>use-lite</c>, <c>minilm</c> or <c>arctic-xs</c> (imported), or the path of a folder with <c>model.onnx</c> or with an imported model.</summary>
    /// <param name="name">The name or path.</param>
    /// <returns>The encoder; dispose it when it is <see cref="IDisposable"/>.</returns>
    /// <exception cref="DemurException">The name is not known, or the model is absent or not valid.</exception>
    public static ISentenceEncoder Open(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == "hashing")
        {
            return new HashingSentenceEncoder();
        }

        if (name == "use-lite")
        {
            return UseLiteEncoder.Open(Imported(name, $"npm:{UseLiteImporter.PackageName}"));
        }

        if (EmbeddedBert.Known.FirstOrDefault(model => model.Name == name) is { } known)
        {
            return OnnxSentenceEncoder.Open(Imported(name, $"nuget:{known.Package}"));
        }

        return !Directory.Exists(name) ? throw Names.Unknown("sentence encoder", name, ["hashing", "use-lite", .. EmbeddedBert.Known.Select(model => model.Name), "FOLDER"])
            : File.Exists(Path.Combine(name, "vocab.json")) ? UseLiteEncoder.Open(name)
            : OnnxSentenceEncoder.Open(name);
    }

    private static string Imported(string name, string source)
    {
        var folder = ImportedModels.Folder(name);
        return Directory.Exists(folder) ? folder : throw new DemurException(ErrorCode.Missing, $"The model {name} is not in {folder}; fetch it with `demur models import {source}`.");
    }
}
