using System.Text.RegularExpressions;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>The splitting patterns that most published tokenizers use, compiled ahead of time.</summary>
internal static partial class KnownPatterns
{
    /// <summary>GPT-2's pattern, which the ByteLevel pre-tokenizer uses by itself.</summary>
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>The pattern of GPT-4's and Llama 3's tokenizers: numbers in threes, line ends apart.</summary>
    public const string Llama3 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Qwen 2's pattern: digits one by one.</summary>
    public const string Qwen2 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public const int TimeoutMilliseconds = 2000;

    public static Regex? Find(string pattern) => pattern switch
    {
        Gpt2 => Gpt2Regex(),
        Llama3 => Llama3Regex(),
        Qwen2 => Qwen2Regex(),
        _ => null,
    };

    [GeneratedRegex(Gpt2, RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Gpt2Regex();

    [GeneratedRegex(Llama3, RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Llama3Regex();

    [GeneratedRegex(Qwen2, RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Qwen2Regex();
}
