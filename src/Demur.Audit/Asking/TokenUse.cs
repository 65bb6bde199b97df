namespace Demur.Audit.Asking;

/// <summary>The tokens of one request, asked and answered.</summary>
internal readonly record struct TokenUse(long Input, long Output)
{
    public long Total => Input + Output;
}
