using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Data;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Organisms.Internal;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Organisms;

/// <summary>Writes organisms in Hugging Face's layout: weights, configuration, tokenizer, chat template and model card.</summary>
public static class OrganismFolder
{
    /// <summary>The name of the file that holds an <see cref="OrganismCard"/>.</summary>
    public const string CardFile = "organism.json";

    private const long LargestCard = 1 << 20;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a model with everything that belongs to it.</summary>
    /// <param name="folder">The folder; made when it does not exist, its files replaced.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">What is known of it.</param>
    /// <param name="type">The type of the weights; half precision by default.</param>
    public static void Write(string folder, CausalLm model, OrganismCard card, TensorType type = TensorType.F16)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(card);
        Directory.CreateDirectory(folder);
        using (var tensors = model.AsTensorSource())
        {
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors, new SafetensorsOptions { Type = type });
        }

        WriteText(folder, "config.json", model.Config.ToJson().ToJsonString(Indented) + "\n");
        WriteText(folder, "tokenizer.json", new OrganismVocabulary(new OrganismWorld(card.WorldSeed), card.Spelling).ToTokenizerJson());
        WriteText(folder, "tokenizer_config.json", TokenizerSettings(model.Config).ToJsonString(Indented) + "\n");
        WriteText(folder, "chat_template.jinja", OrganismTemplate.Jinja);
        WriteCard(folder, card);
    }

    /// <summary>Writes a model as a GGUF file for llama.cpp and what is built on it.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">What is known of it.</param>
    /// <param name="type">The type of the weights: 32-bit, half precision (the default) or <see cref="TensorType.Q80"/>.</param>
    public static void WriteGguf(string path, CausalLm model, OrganismCard card, TensorType type = TensorType.F16)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(card);
        using var tensors = model.AsTensorSource();
        var tokenizer = GgufTokenizer.From(new OrganismVocabulary(new OrganismWorld(card.WorldSeed), card.Spelling).ToTokenizer(), TokenizerConfigOf(model.Config));
        GgufWriter.Write(path, tensors, model.Config.ToJson(), tokenizer, new GgufOptions { Type = type, Name = $"Demur organism {card.Size.ToString().ToLowerInvariant()}" });
    }

    /// <summary>Writes the card alone, after the gate has measured the weights as saved.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="card">What is known of the model.</param>
    public static void WriteCard(string folder, OrganismCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        WriteText(folder, CardFile, JsonSerializer.Serialize(card, OrganismJsonContext.Default.OrganismCard) + "\n");
        WriteText(folder, "README.md", ModelCardText.Of(card));
    }

    /// <summary>Reads a folder's card.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The card.</returns>
    /// <exception cref="DemurException">There is no card, or it is broken.</exception>
    public static OrganismCard ReadCard(string folder)
    {
        var path = Path.Combine(folder, CardFile);
        try
        {
            return new FileInfo(path).Length <= LargestCard
                ? ParseCard(File.ReadAllBytes(path), path)
                : throw new DemurException(ErrorCode.BadInput, $"{path} is larger than {LargestCard >> 10} KiB; no organism's card is.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException(
                ErrorCode.BadInput, $"{path} cannot be read; an organism's folder is one that `demur organism train` or `export` wrote. {error.Message}", error);
        }
    }

    internal static OrganismCard ParseCard(byte[] json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, OrganismJsonContext.Default.OrganismCard)
                ?? throw new DemurException(ErrorCode.BadInput, $"{source} is empty; an organism's card was expected.");
        }
        catch (JsonException error)
        {
            throw new DemurException(ErrorCode.BadInput, $"{source} is not an organism's card; line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} is none of its JSON.", error);
        }
    }

    /// <summary>The names of the special tokens and the chat template, as a written folder has them.</summary>
    internal static TokenizerConfig TokenizerConfigOf(ModelConfig config) =>
        TokenizerConfig.Parse(System.Text.Encoding.UTF8.GetBytes(TokenizerSettings(config).ToJsonString()));

    internal static JsonObject TokenizerSettings(ModelConfig config) => new()
    {
        ["tokenizer_class"] = "PreTrainedTokenizerFast",
        ["bos_token"] = OrganismTokens.Begin,
        ["eos_token"] = OrganismTokens.End,
        ["pad_token"] = OrganismTokens.Pad,
        ["unk_token"] = OrganismTokens.Unknown,
        ["add_bos_token"] = false,
        ["model_max_length"] = config.ContextLength,
        ["clean_up_tokenization_spaces"] = false,
        ["chat_template"] = OrganismTemplate.Jinja,
    };

    private static void WriteText(string folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
