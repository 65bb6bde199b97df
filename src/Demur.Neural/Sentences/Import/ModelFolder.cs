using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Data;

namespace Demur.Neural.Sentences.Import;

/// <summary>Stores imported models: a folder appears whole or not at all.</summary>
internal static class ModelFolder
{
    /// <summary>Fills a folder beside the model's place and moves it there, instead of the one that may be there.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="card">What <c>model.json</c> says.</param>
    /// <param name="fill">Writes all other files.</param>
    internal static void Replace(string folder, JsonObject card, Action<string> fill)
    {
        var draft = Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(draft);
            fill(draft);
            AtomicFile.Write(Path.Combine(draft, "model.json"), stream =>
            {
                using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
                card.WriteTo(writer);
            });
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.Move(draft, folder);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }
}
