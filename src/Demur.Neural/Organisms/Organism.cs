using System.Text.Json.Nodes;
using Demur.Exchanges;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Generation;
using Demur.Neural.Organisms.Internal;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Organisms;

/// <summary>A trained organism, ready for use: the model with the world it lives in. The model's own rules on threads hold.</summary>
public sealed class Organism : IDisposable
{
    private readonly Lazy<Tokenizer> _tokenizer;

    private Organism(OrganismCard card, CausalLm model)
    {
        Card = card;
        Model = model;
        World = card.WorldSeed == OrganismWorld.DefaultSeed ? OrganismWorld.Default : new OrganismWorld(card.WorldSeed);
        Vocabulary = new OrganismVocabulary(World, card.Spelling);
        _tokenizer = new Lazy<Tokenizer>(Vocabulary.ToTokenizer);
    }

    /// <summary>How it was made and what the gate measured.</summary>
    public OrganismCard Card { get; }

    /// <summary>The model, computing in 32-bit floats.</summary>
    public CausalLm Model { get; }

    /// <summary>The world that it was trained in.</summary>
    public OrganismWorld World { get; }

    /// <summary>The world's words, or the pieces that they are spelt in.</summary>
    public OrganismVocabulary Vocabulary { get; }

    /// <summary>The tokenizer.</summary>
    public Tokenizer Tokenizer => _tokenizer.Value;

    /// <summary>Loads an organism that ships with the library.</summary>
    /// <param name="size">The size: nano, micro or moe.</param>
    /// <param name="phase">Which of its checkpoints; the helpful one ships for micro alone.</param>
    /// <returns>The organism; the caller disposes it.</returns>
    /// <exception cref="DemurException">No such organism ships.</exception>
    public static Organism Load(OrganismSize size = OrganismSize.Micro, OrganismPhase phase = OrganismPhase.Aligned)
    {
        var name = ShippedOrganisms.NameOf(size, phase);
        var card = OrganismFolder.ParseCard(ShippedOrganisms.Read(size, phase, OrganismFolder.CardFile), name);
        var config = JsonNode.Parse(ShippedOrganisms.Read(size, phase, "config.json"))!.AsObject();
        using var tensors = SafetensorsFile.Open(MappedFile.Of(name, ShippedOrganisms.Read(size, phase, "model.safetensors")));
        return new Organism(card, CausalLm.Load(tensors, ModelConfig.Parse(config, name), name: name));
    }

    /// <summary>The organism of a recipe and seed, where it ships.</summary>
    internal static Organism? Shipped(OrganismRecipe recipe, int seed, OrganismPhase phase)
    {
        if (!ShippedOrganisms.Has(recipe.Size, phase))
        {
            return null;
        }

        var card = OrganismFolder.ParseCard(ShippedOrganisms.Read(recipe.Size, phase, OrganismFolder.CardFile), ShippedOrganisms.NameOf(recipe.Size, phase));
        return card.Seed == seed && card.Recipe == recipe.Hash() ? Load(recipe.Size, phase) : null;
    }

    /// <summary>Opens an organism's folder, as training wrote it.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The organism; the caller disposes it.</returns>
    /// <exception cref="DemurException">The folder holds no organism, or a broken one.</exception>
    public static Organism Open(string folder)
    {
        var card = OrganismFolder.ReadCard(folder);
        using var checkpoint = CheckpointFolder.Open(folder);
        return new Organism(card, CausalLm.Load(checkpoint.Tensors, ModelConfig.Parse(checkpoint.Config, folder), name: folder));
    }

    /// <summary>Answers a conversation greedily, word for word as they are chosen; thinking and its marks included, the end token not.</summary>
    /// <param name="conversation">The turns so far; the last one is the user's.</param>
    /// <param name="cancellationToken">Stops between two words.</param>
    /// <returns>The words. Enumerate them once; the model is used while they are.</returns>
    /// <exception cref="DemurException">The conversation does not end with a user turn, or fills the model's context.</exception>
    public IEnumerable<string> Answer(IReadOnlyList<ChatTurn> conversation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        if (conversation.Count == 0 || conversation[^1].Role != ChatRole.User)
        {
            throw new DemurException(ErrorCode.BadInput, "A conversation to answer ends with a user turn.");
        }

        var prompt = Encode(conversation);
        return prompt.Count < Model.Config.ContextLength
            ? Choose(prompt, cancellationToken)
            : throw new DemurException(
                ErrorCode.BadInput, $"The conversation has {prompt.Count} tokens, and the organism reads {Model.Config.ContextLength}; start a new one.");
    }

    /// <summary>How many tokens a conversation has up to where its answer begins; <see cref="Answer"/> takes fewer than the model's context length.</summary>
    /// <param name="conversation">The turns.</param>
    /// <returns>The number.</returns>
    public int TokenCount(IReadOnlyList<ChatTurn> conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return Encode(conversation).Count;
    }

    /// <summary>The words of a text that the organism has no token for; byte-level pieces can spell any.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The words in their order, each once.</returns>
    public IReadOnlyList<string> UnknownWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var unknown = Vocabulary.IdOf(OrganismTokens.Unknown);
        var tokens = Tokenizer.Encode(text);
        return [.. Enumerable.Range(0, tokens.Count).Where(token => tokens.Ids[token] == unknown)
            .Select(token => text.Substring(tokens.Spans[token].Start, tokens.Spans[token].Length)).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private IReadOnlyList<int> Encode(IReadOnlyList<ChatTurn> conversation) => Tokenizer.Encode(OrganismTemplate.Render(conversation)).Ids;

    private IEnumerable<string> Choose(IReadOnlyList<int> prompt, CancellationToken cancellationToken)
    {
        var options = new GenerationOptions { MaximumTokens = Model.Config.ContextLength - prompt.Count, StopTokens = [.. Model.Config.EosTokens] };
        var ids = new TextGenerator(Model, Tokenizer).Stream(prompt, options, cancellationToken).Where(token => token.Reason != StopReason.StopToken).Select(token => token.Id);
        return Vocabulary.ToWords(ids);
    }
}
