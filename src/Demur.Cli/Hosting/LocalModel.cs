using Demur.Neural;
using Demur.Neural.Organisms;
using Demur.Suites;
using Microsoft.Extensions.AI;

namespace Demur.Cli.Hosting;

/// <summary>A model that runs in this process: the organism, a checkpoint folder or a GGUF file.</summary>
internal sealed class LocalModel : IDisposable
{
    /// <summary>What <c>--model</c> calls the built-in model; <c>organism:nano</c> and <c>organism:moe</c> are its other sizes.</summary>
    public const string Organism = "organism";

    private readonly ChatModel _model;

    private LocalModel(string spec, ChatModel model, OrganismWorld? world)
    {
        Spec = spec;
        _model = model;
        Client = model.CreateClient();
        OwnSuite = world is null ? null : OrganismSuite.Create(world);
    }

    /// <summary>What the run records as the model: the name with a hash of the weights, so that other weights are another model.</summary>
    public string Spec { get; }

    /// <summary>The name for folders and titles.</summary>
    public string Name => _model.Name;

    /// <summary>Answers with the model.</summary>
    public IChatClient Client { get; }

    /// <summary>The suite in the model's own small language; null for models that speak a human one.</summary>
    public Suite? OwnSuite { get; }

    /// <summary>Whether a specification names a model of this kind.</summary>
    /// <param name="spec">The value of <c>--model</c>.</param>
    public static bool IsLocal(string spec) =>
        spec == Organism || spec.StartsWith(Organism + ":", StringComparison.Ordinal) || spec.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) || Directory.Exists(spec) || IsPath(spec);

    /// <summary>Loads the model.</summary>
    /// <param name="spec">The value of <c>--model</c>.</param>
    /// <exception cref="DemurException">There is no such model, or it cannot be loaded.</exception>
    public static LocalModel Load(string spec)
    {
        if (spec != Organism && !spec.StartsWith(Organism + ":", StringComparison.Ordinal))
        {
            var opened = ChatModel.Open(spec);
            return new LocalModel(WithHash(opened), opened, world: null);
        }

        var organism = Neural.Organisms.Organism.Load(Size(spec));
        var model = ChatModel.Of(organism);
        return new LocalModel(WithHash(model), model, organism.World);
    }

    public void Dispose()
    {
        Client.Dispose();
        _model.Dispose();
    }

    // Providers are followed by a colon, so a slash without one can only mean a folder, though it may not exist.
    private static bool IsPath(string spec) => !spec.Contains(':', StringComparison.Ordinal) && spec.IndexOfAny(['/', '\\']) >= 0;

    private static string WithHash(ChatModel model) => $"{model.Name}@{model.Model.ContentHash()[..12]}";

    private static OrganismSize Size(string spec)
    {
        var name = spec == Organism ? "micro" : spec[(Organism.Length + 1)..];
        string[] known = ["nano", "micro", "moe"];
        return known.Contains(name, StringComparer.Ordinal) ? Enum.Parse<OrganismSize>(name, ignoreCase: true) : throw Demur.Names.Unknown("size of the organism", name, known);
    }
}
