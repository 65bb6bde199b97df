namespace Demur.Neural.Checkpoints;

/// <summary>How the values of a stored tensor are encoded.</summary>
public enum TensorType
{
    /// <summary>32-bit floating point.</summary>
    F32,

    /// <summary>16-bit IEEE floating point.</summary>
    F16,

    /// <summary>The upper 16 bits of a 32-bit floating point number.</summary>
    BF16,

    /// <summary>64-bit floating point.</summary>
    F64,

    /// <summary>8-bit signed integers.</summary>
    I8,

    /// <summary>8-bit unsigned integers.</summary>
    U8,

    /// <summary>16-bit signed integers.</summary>
    I16,

    /// <summary>32-bit signed integers.</summary>
    I32,

    /// <summary>64-bit signed integers.</summary>
    I64,

    /// <summary>One byte a value, zero or one.</summary>
    Bool,

    /// <summary>GGUF <c>Q8_0</c>: blocks of 32 values, 8 bits each with a 16-bit scale.</summary>
    Q80,

    /// <summary>GGUF <c>Q4_0</c>: blocks of 32 values, 4 bits each with a 16-bit scale.</summary>
    Q40,

    /// <summary>GGUF <c>Q4_K</c>: super-blocks of 256 values, 4 bits each with 6-bit scales and minima.</summary>
    Q4K,

    /// <summary>GGUF <c>Q6_K</c>: super-blocks of 256 values, 6 bits each with 8-bit scales.</summary>
    Q6K,
}
