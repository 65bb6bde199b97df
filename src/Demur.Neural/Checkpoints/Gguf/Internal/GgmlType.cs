namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>The tensor encodings of GGUF files: those that are read, and the names of the others for the error that says so.</summary>
internal static class GgmlType
{
    private static readonly Dictionary<uint, TensorType> Read = new()
    {
        [0] = TensorType.F32,
        [1] = TensorType.F16,
        [2] = TensorType.Q40,
        [8] = TensorType.Q80,
        [12] = TensorType.Q4K,
        [14] = TensorType.Q6K,
        [24] = TensorType.I8,
        [25] = TensorType.I16,
        [26] = TensorType.I32,
        [27] = TensorType.I64,
        [28] = TensorType.F64,
        [30] = TensorType.BF16,
    };

    private static readonly Dictionary<uint, string> Others = new()
    {
        [3] = "Q4_1",
        [6] = "Q5_0",
        [7] = "Q5_1",
        [9] = "Q8_1",
        [10] = "Q2_K",
        [11] = "Q3_K",
        [13] = "Q5_K",
        [15] = "Q8_K",
        [16] = "IQ2_XXS",
        [17] = "IQ2_XS",
        [18] = "IQ3_XXS",
        [19] = "IQ1_S",
        [20] = "IQ4_NL",
        [21] = "IQ3_S",
        [22] = "IQ2_S",
        [23] = "IQ4_XS",
        [29] = "IQ1_M",
        [34] = "TQ1_0",
        [35] = "TQ2_0",
        [39] = "MXFP4",
    };

    internal static TensorType? Parse(uint number) => Read.TryGetValue(number, out var type) ? type : null;

    internal static uint Number(TensorType type) => Read.First(pair => pair.Value == type).Key;

    internal static string NameOf(uint number) => Others.GetValueOrDefault(number, $"type {number}");
}
