using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Metadata by key and type; a value of another type than was expected is an error that names the key.</summary>
internal sealed class GgufFields(string path, IReadOnlyDictionary<string, object> metadata)
{
    internal string Architecture => Text("general.architecture") ?? throw CheckpointError.Invalid(path, "general.architecture", "the file does not say what kind of model it holds.");

    internal bool Has(string key) => metadata.ContainsKey(key);

    internal string? Text(string key) => Get(key) switch
    {
        null => null,
        string text => text,
        _ => throw Wrong(key, "a text"),
    };

    internal bool? Flag(string key) => Get(key) switch
    {
        null => null,
        bool flag => flag,
        _ => throw Wrong(key, "true or false"),
    };

    /// <summary>A whole number from 0 to 2^31 - 1; a list, with a value for each layer, counts as one number when all are equal.</summary>
    internal int? Int(string key) => Get(key) is { } value ? AsInt(key, value) : null;

    internal double? Real(string key) => Get(key) switch
    {
        null => null,
        float real when float.IsFinite(real) => real,
        double real when double.IsFinite(real) => real,
        _ => throw Wrong(key, "a finite number"),
    };

    internal IReadOnlyList<T> List<T>(string key) => Get(key) switch
    {
        null => [],
        T[] list => list,
        _ => throw Wrong(key, $"a list of {typeof(T).Name} values"),
    };

    internal DemurException Wrong(string key, string expected) =>
        CheckpointError.Invalid(path, CheckpointError.Quote(key), $"{expected} was expected here.");

    private object? Get(string key) => metadata.GetValueOrDefault(key);

    private int AsInt(string key, object value) => value switch
    {
        byte number => number,
        ushort number => number,
        sbyte number and >= 0 => number,
        short number and >= 0 => number,
        int number and >= 0 => number,
        uint number and <= int.MaxValue => (int)number,
        long number and >= 0 and <= int.MaxValue => (int)number,
        ulong number and <= int.MaxValue => (int)number,
        Array { Length: > 0 } list => SameInAllLayers(key, list),
        _ => throw Wrong(key, "a whole number from 0 to 2147483647"),
    };

    private int SameInAllLayers(string key, Array list)
    {
        var numbers = list.Cast<object>().Select(value => value is Array ? throw Wrong(key, "a whole number") : AsInt(key, value)).Distinct().Take(2).ToList();
        return numbers.Count == 1
            ? numbers[0]
            : throw CheckpointError.Invalid(path, CheckpointError.Quote(key), "the value differs from layer to layer, which the decoders here do not compute.");
    }
}
