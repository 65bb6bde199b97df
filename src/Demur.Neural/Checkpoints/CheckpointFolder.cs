using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints;

/// <summary>A model's folder in Hugging Face's layout: <c>config.json</c>, safetensors in one file or in shards, and the tokenizer's files.</summary>
public sealed class CheckpointFolder : IDisposable
{
    private const long LargestConfig = 16_000_000;

    private CheckpointFolder(string path, JsonObject config, ITensorSource tensors)
    {
        FolderPath = path;
        Config = config;
        Tensors = tensors;
    }

    /// <summary>The folder.</summary>
    public string FolderPath { get; }

    /// <summary>What <c>config.json</c> says.</summary>
    public JsonObject Config { get; }

    /// <summary>The model's tensors; disposed with the folder.</summary>
    public ITensorSource Tensors { get; }

    /// <summary>Where <c>tokenizer.json</c> lies; null when there is none.</summary>
    public string? TokenizerPath { get; private init; }

    /// <summary>Where <c>tokenizer_config.json</c> lies; null when there is none.</summary>
    public string? TokenizerConfigPath { get; private init; }

    /// <summary>Where <c>generation_config.json</c> lies; null when there is none.</summary>
    public string? GenerationConfigPath { get; private init; }

    /// <summary>Where <c>chat_template.jinja</c> lies, which newer folders hold in place of a template in <c>tokenizer_config.json</c>; null when there is none.</summary>
    public string? ChatTemplatePath { get; private init; }

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The open folder; dispose it when its tensors are no longer read.</returns>
    /// <exception cref="DemurException">The folder, its <c>config.json</c> or its tensors are absent or not valid, or a file of it is a link that leads elsewhere.</exception>
    public static CheckpointFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            throw CheckpointError.NotThere(path, "there is no such folder; a model's folder holds config.json, tokenizer.json and *.safetensors.");
        }

        var guard = new FolderGuard(path);
        var config = guard.Find("config.json") ?? throw CheckpointError.NotThere(path, "the folder has no config.json, which says what kind of model it holds.");
        return new CheckpointFolder(path, BoundedJson.ReadObject(config, LargestConfig), OpenTensors(path, guard))
        {
            TokenizerPath = guard.Find("tokenizer.json"),
            TokenizerConfigPath = guard.Find("tokenizer_config.json"),
            GenerationConfigPath = guard.Find("generation_config.json"),
            ChatTemplatePath = guard.Find("chat_template.jinja"),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Tensors.Dispose();

    private static ITensorSource OpenTensors(string path, FolderGuard guard)
    {
        if (guard.Find("model.safetensors") is { } single)
        {
            return SafetensorsFile.Open(single);
        }

        if (guard.Find("model.safetensors.index.json") is { } index)
        {
            return ShardedCheckpoint.Open(index);
        }

        throw CheckpointError.NotThere(path, Directory.EnumerateFiles(path, "pytorch_model*.bin").Any()
            ? "the folder holds pytorch_model*.bin, which can run code when it is read and is therefore not; convert it to safetensors."
            : "the folder has neither model.safetensors nor model.safetensors.index.json.");
    }
}
