namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>Which texts get the sign of a space put before them.</summary>
internal enum PrependScheme
{
    /// <summary>Every text between special tokens.</summary>
    Always,

    /// <summary>Only the beginning of the input.</summary>
    First,

    /// <summary>None.</summary>
    Never,
}
