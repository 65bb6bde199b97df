using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization;

/// <summary>What a <c>tokenizer_config.json</c> says beside the tokenizer itself: chat templates and the names of special tokens.</summary>
public sealed record TokenizerConfig
{
    private const string DefaultTemplate = "default";
    private const long LargestFile = 64L << 20;

    /// <summary>The chat templates by name; a single one is called <c>default</c>.</summary>
    public IReadOnlyDictionary<string, string> ChatTemplates { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The template used unless another is asked for, or null where the model has none.</summary>
    public string? ChatTemplate => ChatTemplates.GetValueOrDefault(DefaultTemplate);

    /// <summary>The token that begins a text, or null.</summary>
    public string? BeginToken { get; init; }

    /// <summary>The token that ends a text or an answer, or null.</summary>
    public string? EndToken { get; init; }

    /// <summary>The token that fills up batches, or null.</summary>
    public string? PaddingToken { get; init; }

    /// <summary>The token for what the vocabulary cannot write, or null.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Whether a text gets the beginning token put before it; null where the file does not say.</summary>
    public bool? AddBeginToken { get; init; }

    /// <summary>Whether a text gets the end token put after it; null where the file does not say.</summary>
    public bool? AddEndToken { get; init; }

    /// <summary>Reads a <c>tokenizer_config.json</c>, and <c>chat_template.jinja</c> beside it where newer models keep their template.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="DemurException">The file is missing, larger than 64 MiB or broken.</exception>
    public static TokenizerConfig Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var config = Parse(ReadBounded(path), path);
            var beside = Path.Combine(Path.GetDirectoryName(path) ?? "", "chat_template.jinja");
            return config.ChatTemplate is null && File.Exists(beside)
                ? config with { ChatTemplates = new Dictionary<string, string>(config.ChatTemplates, StringComparer.Ordinal) { [DefaultTemplate] = System.Text.Encoding.UTF8.GetString(ReadBounded(beside)) } }
                : config;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException(ErrorCode.Storage, $"{path}: the tokenizer's configuration cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads the text of a <c>tokenizer_config.json</c>.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="name">What errors call the file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="DemurException">The text is not such a file.</exception>
    public static TokenizerConfig Parse(ReadOnlyMemory<byte> json, string name = "tokenizer_config.json")
    {
        JsonField.RequireUtf8(json, name);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = new JsonField(document.RootElement, "$", name);
            return new TokenizerConfig
            {
                ChatTemplates = ReadTemplates(root.Optional("chat_template")),
                BeginToken = ReadToken(root.Optional("bos_token")),
                EndToken = ReadToken(root.Optional("eos_token")),
                PaddingToken = ReadToken(root.Optional("pad_token")),
                UnknownToken = ReadToken(root.Optional("unk_token")),
                AddBeginToken = root.Optional("add_bos_token")?.AsFlag(),
                AddEndToken = root.Optional("add_eos_token")?.AsFlag(),
            };
        }
        catch (JsonException error)
        {
            throw new DemurException($"{name}, line {error.LineNumber + 1}: not valid JSON; expected a tokenizer_config.json.", error);
        }
    }

    private static byte[] ReadBounded(string path) => new FileInfo(path).Length <= LargestFile
        ? File.ReadAllBytes(path)
        : throw new DemurException($"{path}: larger than {LargestFile >> 20} MiB; no such file is.");

    private static Dictionary<string, string> ReadTemplates(JsonField? field)
    {
        var templates = new Dictionary<string, string>(StringComparer.Ordinal);
        if (field is not { } value)
        {
            return templates;
        }

        if (value.Value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.Items())
            {
                templates[item.Text("name")] = item.Text("template");
            }
        }
        else
        {
            templates[DefaultTemplate] = value.AsText();
        }

        return templates;
    }

    /// <summary>A token is a string, or an object that holds it as <c>content</c>.</summary>
    private static string? ReadToken(JsonField? field) => field is not { } value ? null
        : value.Value.ValueKind == JsonValueKind.Object ? value.Text("content")
        : value.AsText();
}
