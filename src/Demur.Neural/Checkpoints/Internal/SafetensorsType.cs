namespace Demur.Neural.Checkpoints.Internal;

/// <summary>The type names of safetensors headers, in the order in which the reference implementation sorts them when it writes.</summary>
internal static class SafetensorsType
{
    private static readonly (TensorType Type, string Name)[] Ascending =
    [
        (TensorType.Bool, "BOOL"), (TensorType.U8, "U8"), (TensorType.I8, "I8"), (TensorType.I16, "I16"), (TensorType.F16, "F16"),
        (TensorType.BF16, "BF16"), (TensorType.I32, "I32"), (TensorType.F32, "F32"), (TensorType.F64, "F64"), (TensorType.I64, "I64"),
    ];

    internal static string Known => string.Join(", ", Ascending.Select(pair => pair.Name));

    internal static TensorType? Parse(string name)
    {
        foreach (var pair in Ascending)
        {
            if (string.Equals(pair.Name, name, StringComparison.Ordinal))
            {
                return pair.Type;
            }
        }

        return null;
    }

    /// <summary>The place in the order of alignment; -1 for types that a safetensors file cannot hold.</summary>
    internal static int Rank(TensorType type) => Array.FindIndex(Ascending, pair => pair.Type == type);

    internal static string NameOf(TensorType type) => Ascending[Rank(type)].Name;
}
