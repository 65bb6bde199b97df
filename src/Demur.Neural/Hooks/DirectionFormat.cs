using System.Text.Json;
using Demur.Neural.Checkpoints;

namespace Demur.Neural.Hooks;

/// <summary>A direction as a safetensors file: the tensor <c>direction</c>, [rank, width], and a JSON document in the metadata.</summary>
internal static class DirectionFormat
{
    private const string Tensor = "direction";
    private const string Key = "demur.direction";
    private const long MostValues = 1 << 26;

    public static void Save(Direction direction, string path)
    {
        using var table = new TensorTable();
        table.Add(Tensor, [direction.Rank, direction.Width], [.. direction.Vectors.SelectMany(vector => vector)]);
        var about = new About(direction.Hook, direction.Position, direction.Estimator, direction.ModelHash, direction.TemplateHash, direction.PromptHash, new Dictionary<string, double>(direction.Scores, StringComparer.Ordinal));
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [Key] = JsonSerializer.Serialize(about) };
        SafetensorsWriter.Write(path, table, new SafetensorsOptions { Metadata = metadata });
    }

    public static Direction Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Tensors.TryGetValue(Tensor, out var info) || info.Shape.Count != 2 || info.Count is 0 or > MostValues || !file.Metadata.TryGetValue(Key, out var json))
        {
            throw new DemurException($"{path} is no direction: expected one tensor \"{Tensor}\" of two dimensions and the metadata \"{Key}\".");
        }

        var values = new float[info.Count];
        file.Read(Tensor, values);
        var about = Parse(json, path);
        return new Direction([.. values.Chunk((int)info.Shape[1])], about.Hook)
        {
            Position = about.Position ?? "",
            Estimator = about.Estimator ?? "",
            ModelHash = about.Model ?? "",
            TemplateHash = about.Template ?? "",
            PromptHash = about.Prompts ?? "",
            Scores = about.Scores ?? new Dictionary<string, double>(StringComparer.Ordinal),
        };
    }

    private static About Parse(string json, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<About>(json) is { Hook.Length: > 0 } about ? about : throw new JsonException("no hook");
        }
        catch (JsonException error)
        {
            throw new DemurException($"{path}: the metadata \"{Key}\" is not the JSON of a direction ({error.Message}).", error);
        }
    }

    private sealed record About(string Hook, string? Position, string? Estimator, string? Model, string? Template, string? Prompts, Dictionary<string, double>? Scores);
}
