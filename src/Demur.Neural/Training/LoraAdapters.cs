using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Decoding;
using Demur.Neural.Native;
using Demur.Neural.Training.Internal;
using static TorchSharp.torch;

namespace Demur.Neural.Training;

/// <summary>
/// Low-rank adapters on a model's linear maps. They are active from the moment they are made until they are merged or disposed, train apart
/// from the model's own weights, and are saved under the names that Hugging Face's PEFT uses.
/// </summary>
public sealed class LoraAdapters : ITrainable, IDisposable
{
    private const string WeightsFile = "adapter_model.safetensors";
    private const string ConfigFile = "adapter_config.json";
    private const string Prefix = "base_model.model.";
    private const int MostRank = 4096;
    private const long LargestConfig = 1 << 20;
    private readonly LoraAdapter[] _adapters;
    private float[][]? _unmerged;

    /// <summary>Puts fresh adapters on a model's maps; at first they change nothing.</summary>
    /// <param name="linears">The model's linear maps.</param>
    /// <param name="options">Rank, scale and where they go.</param>
    /// <exception cref="DemurException">No map has a name that matches, one that matches has an adapter already, or rank, alpha or dropout are none.</exception>
    public LoraAdapters(IEnumerable<LinearPart> linears, LoraOptions options)
    {
        ArgumentNullException.ThrowIfNull(linears);
        ArgumentNullException.ThrowIfNull(options);
        TorchRuntime.EnsureLoaded();
        Options = options;
        var parts = Chosen([.. linears], options);
        using var fresh = new Generator((ulong)options.Seed);
        _adapters = [.. parts.Select(part => new LoraAdapter(part, options, fresh))];
        Parameters = [.. _adapters.SelectMany(adapter => adapter.Parameters)];
        Activate(active: true);
    }

    /// <summary>The settings.</summary>
    public LoraOptions Options { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ModelParameter> Parameters { get; }

    /// <summary>Whether the updates are in the model's own weights at present.</summary>
    public bool IsMerged => _unmerged is not null;

    /// <summary>Loads adapters that <see cref="Save"/> or PEFT wrote.</summary>
    /// <param name="linears">The model's linear maps.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The active adapters.</returns>
    /// <exception cref="DemurException">A file is absent or broken, or a map is missing or of another shape.</exception>
    public static LoraAdapters Load(IEnumerable<LinearPart> linears, string folder)
    {
        var path = Path.Combine(folder, WeightsFile);
        var adapters = new LoraAdapters(linears, ReadOptions(Path.Combine(folder, ConfigFile)));
        try
        {
            using var file = SafetensorsFile.Open(path);
            foreach (var parameter in adapters.Parameters)
            {
                file.Read(Prefix + parameter.Name, parameter.Value, path);
            }

            return adapters;
        }
        catch
        {
            adapters.Dispose();
            throw;
        }
    }

    /// <summary>Writes <c>adapter_model.safetensors</c> and <c>adapter_config.json</c>.</summary>
    /// <param name="folder">The folder; made when it does not exist.</param>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var table = new TensorTable();
        foreach (var parameter in Parameters)
        {
            table.Add(Prefix + parameter.Name, parameter.Value);
        }

        SafetensorsWriter.Write(Path.Combine(folder, WeightsFile), table);
        var config = new JsonObject
        {
            ["peft_type"] = "LORA",
            ["task_type"] = "CAUSAL_LM",
            ["base_model_name_or_path"] = null,
            ["r"] = Options.Rank,
            ["lora_alpha"] = Options.Alpha,
            ["lora_dropout"] = Options.Dropout,
            ["bias"] = "none",
            ["fan_in_fan_out"] = false,
            ["target_modules"] = new JsonArray([.. _adapters.Select(adapter => (JsonNode)adapter.Part.Name)]),
        };
        File.WriteAllText(Path.Combine(folder, ConfigFile), config.ToJsonString(Indented) + "\n");
    }

    /// <summary>Adds the updates to the model's own weights, which then compute as fast as without adapters; the old weights are remembered.</summary>
    public void Merge()
    {
        if (IsMerged)
        {
            return;
        }

        Activate(active: false);
        var kept = new float[_adapters.Length][];
        using var quiet = no_grad();
        for (var index = 0; index < _adapters.Length; index++)
        {
            using var scope = NewDisposeScope();
            var weight = _adapters[index].Part.Weight.View();
            kept[index] = TensorCopies.ToArray(weight);
            _ = weight.add_(_adapters[index].Update(), Scalars.One);
        }

        _unmerged = kept;
    }

    /// <summary>Takes a merge back: the model's own weights are bit for bit what they were, the adapters active.</summary>
    public void Unmerge()
    {
        if (_unmerged is null)
        {
            return;
        }

        using var quiet = no_grad();
        for (var index = 0; index < _adapters.Length; index++)
        {
            using var scope = NewDisposeScope();
            var weight = _adapters[index].Part.Weight.View();
            _ = weight.copy_(tensor(_unmerged[index]).view(weight.shape));
        }

        _unmerged = null;
        Activate(active: true);
    }

    /// <inheritdoc/>
    public void BeginStep(ulong seed)
    {
        var random = StepRandom.Of(seed);
        foreach (var adapter in _adapters)
        {
            adapter.DropBy(random);
        }
    }

    /// <inheritdoc/>
    public void EndTraining()
    {
        foreach (var adapter in _adapters)
        {
            adapter.DropBy(null);
        }
    }

    /// <summary>Takes the adapters off; a merged update stays in the model's weights.</summary>
    public void Dispose()
    {
        Activate(active: false);
        foreach (var adapter in _adapters)
        {
            adapter.Dispose();
        }
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static LinearPart[] Chosen(LinearPart[] linears, LoraOptions options)
    {
        if (options.Rank < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"A rank of {options.Rank} is no adapter; ask for 1 or more.");
        }

        if (options.Dropout is not (>= 0 and < 1) || !double.IsFinite(options.Alpha))
        {
            throw new DemurException(ErrorCode.Usage, $"A dropout of {options.Dropout} with an alpha of {options.Alpha} is no setting of an adapter; dropout lies from 0 to below 1, and alpha is a finite number.");
        }

        var parts = linears.Where(part => NamePattern.MatchesAny(options.Targets, part.Name)).ToArray();
        if (parts.Length == 0)
        {
            throw new DemurException(
                ErrorCode.UnknownName,
                $"No linear map matches {string.Join(", ", options.Targets)}; the model has maps such as {string.Join(", ", linears.Take(7).Select(part => part.Name))}.");
        }

        return parts.FirstOrDefault(part => part.Adapter is not null) is { } taken
            ? throw new DemurException(ErrorCode.Conflict, $"{taken.Name} has an adapter already; merge it or take it off first.")
            : parts;
    }

    private static LoraOptions ReadOptions(string path)
    {
        try
        {
            var config = BoundedJson.ReadObject(path, LargestConfig);
            var rank = config["r"]!.GetValue<int>();
            return new LoraOptions
            {
                Rank = rank <= MostRank ? rank : throw new FormatException($"r is {rank}, and no adapter has a rank above {MostRank}."),
                Alpha = config["lora_alpha"]!.GetValue<double>(),
                Dropout = config["lora_dropout"]?.GetValue<double>() ?? 0,
                Targets = Targets(config["target_modules"]!),
            };
        }
        catch (Exception error) when (error is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new DemurException(ErrorCode.BadInput, $"{path} cannot be read as a LoRA adapter's configuration (r, lora_alpha and target_modules are needed): {error.Message}", error);
        }
    }

    /// <summary>PEFT names whole modules or the ends of their names, one or many.</summary>
    private static string[] Targets(JsonNode modules)
    {
        var names = modules is JsonArray list ? list.Select(name => name!.GetValue<string>()) : [modules.GetValue<string>()];
        return [.. names.SelectMany(name => new[] { name, $"*.{name}" })];
    }

    private void Activate(bool active)
    {
        foreach (var adapter in _adapters)
        {
            adapter.Part.Adapter = active ? adapter : null;
        }
    }
}
