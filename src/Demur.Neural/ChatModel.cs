using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Generation;
using Demur.Neural.Organisms;
using Demur.Neural.Templates;
using Demur.Neural.Tokenization;

namespace Demur.Neural;

/// <summary>A language model in the process with all it needs to hold a conversation: tokenizer and chat template. Conversations may run at the same time.</summary>
public sealed class ChatModel : IDisposable
{
    private const string GgufEnding = ".gguf";

    /// <summary>Joins the parts; the model is owned from here on.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="template">How it was trained to see conversations.</param>
    public ChatModel(string name, CausalLm model, Tokenizer tokenizer, ChatTemplate template)
    {
        (Name, Model, Tokenizer, Template) = (name, model, tokenizer, template);
    }

    /// <summary>What reports call it: the folder's or file's name.</summary>
    public string Name { get; }

    /// <summary>The model.</summary>
    public CausalLm Model { get; }

    /// <summary>The tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>The chat template.</summary>
    public ChatTemplate Template { get; }

    /// <summary>Opens a Hugging Face folder (config.json, safetensors, tokenizer.json, a chat template) or a GGUF file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="DemurException">Something is missing or broken; the message names it.</exception>
    public static ChatModel Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return path.EndsWith(GgufEnding, StringComparison.OrdinalIgnoreCase) ? OpenFile(path) : OpenFolder(path);
    }

    /// <summary>Takes over an organism: disposing this disposes it.</summary>
    /// <param name="organism">The organism.</param>
    /// <returns>The organism as a chat model.</returns>
    public static ChatModel Of(Organism organism)
    {
        ArgumentNullException.ThrowIfNull(organism);
        var name = $"organism-{organism.Card.Size}".ToLowerInvariant();
        return new ChatModel(name, organism.Model, organism.Tokenizer, ChatTemplate.FromConfig(OrganismFolder.TokenizerConfigOf(organism.Model.Config)));
    }

    /// <summary>Makes a chat client that answers with this model, greedily unless a request says otherwise.</summary>
    /// <param name="options">Defaults for every request; the model's name is filled in.</param>
    /// <returns>The client; disposing it leaves the model as it is.</returns>
    public CausalLmChatClient CreateClient(CausalLmChatClientOptions? options = null) =>
        new(new TextGenerator(Model, Tokenizer), Template, (options ?? new CausalLmChatClientOptions()) with { ModelName = Name, OwnsModel = false });

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private static ChatModel OpenFolder(string folder)
    {
        using var checkpoint = CheckpointFolder.Open(folder);
        var tokenizer = Tokenizer.Load(checkpoint.TokenizerPath ?? throw Lacks(folder, "tokenizer.json"));
        var config = checkpoint.TokenizerConfigPath is { } file ? TokenizerConfig.Load(file) : new TokenizerConfig();
        if (checkpoint.ChatTemplatePath is { } template)
        {
            config = WithTemplate(config, File.ReadAllText(template));
        }

        var chat = config.ChatTemplate is null ? throw Lacks(folder, "a chat template (chat_template.jinja, or chat_template in tokenizer_config.json)") : ChatTemplate.FromConfig(config);
        var model = CausalLm.Load(checkpoint.Tensors, ModelConfig.Parse(checkpoint.Config, folder), name: folder);
        return new ChatModel(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), model, tokenizer, chat);
    }

    private static ChatModel OpenFile(string path)
    {
        using var file = GgufFile.Open(path);
        var parts = file.Tokenizer ?? throw Lacks(path, "a tokenizer");
        var config = new TokenizerConfig { BeginToken = Token(parts, parts.BosId), EndToken = Token(parts, parts.EosId), PaddingToken = Token(parts, parts.PadId) };
        var chat = ChatTemplate.FromConfig(WithTemplate(config, parts.ChatTemplate ?? throw Lacks(path, "a chat template (tokenizer.chat_template)")));
        var model = CausalLm.Load(file, ModelConfig.Parse(file.Config, path), name: path);
        return new ChatModel(Path.GetFileNameWithoutExtension(path), model, parts.ToTokenizer(path), chat);
    }

    private static TokenizerConfig WithTemplate(TokenizerConfig config, string text) =>
        config with { ChatTemplates = new Dictionary<string, string>(config.ChatTemplates, StringComparer.Ordinal) { ["default"] = text } };

    private static string? Token(GgufTokenizer parts, int? id) => id is { } place && place >= 0 && place < parts.Tokens.Count ? parts.Tokens[place] : null;

    private static DemurException Lacks(string path, string part) =>
        new(ErrorCode.BadInput, $"{path} holds a model but lacks {part}; to hold a conversation it needs one. Fetch the chat variant of the model.");
}
