using System.Globalization;
using Demur.Neural.Checkpoints;
using Demur.Neural.Decoding;

namespace Demur.Neural.Training.Internal;

/// <summary>A run's state in one file: weights, both moments and the step; all else follows from the step and the options.</summary>
internal sealed class TrainingCheckpoint(string folder, IReadOnlyList<ModelParameter> parameters, AdamW optimizer, string fingerprint)
{
    private const string FileName = "training.safetensors";
    private const string FirstName = "optimizer.first";
    private const string SecondName = "optimizer.second";

    /// <summary>Writes the state; the file appears whole or not at all.</summary>
    public void Save(int step)
    {
        var table = new TensorTable();
        foreach (var parameter in parameters)
        {
            table.Add(parameter.Name, parameter.Value);
        }

        table.Add(FirstName, optimizer.First);
        table.Add(SecondName, optimizer.Second);
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(Path.Combine(folder, FileName), table, new SafetensorsOptions
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["step"] = step.ToString(CultureInfo.InvariantCulture), ["run"] = fingerprint },
        });
    }

    /// <summary>Restores the state.</summary>
    /// <returns>The steps done; 0 when there is no checkpoint.</returns>
    public int Load()
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return 0;
        }

        using var file = SafetensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault("run") != fingerprint || !int.TryParse(file.Metadata.GetValueOrDefault("step"), CultureInfo.InvariantCulture, out var step))
        {
            throw new DemurException(ErrorCode.Conflict, $"{path} belongs to a run with other options or other data; resume with the same, or choose another folder.");
        }

        foreach (var parameter in parameters)
        {
            file.Read(parameter.Name, parameter.Value, path);
        }

        file.Read(FirstName, optimizer.First, path);
        file.Read(SecondName, optimizer.Second, path);
        return step;
    }
}
