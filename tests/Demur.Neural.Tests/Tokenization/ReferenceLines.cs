using System.Security.Cryptography;
using System.Text;

namespace Demur.Neural.Tests.Tokenization;

/// <summary>Seeded lines in many scripts with everything that tokenizers disagree about: emoji and their joiners, runs of white space, combining marks, replacement characters, special tokens in the text.</summary>
internal static class ReferenceLines
{
    private static readonly string[] Words =
    [
        "the", "I", "can't", "won't", "we'll", "They've", "model", "refuses", "harmless", "question", "how", "do", "you", "kill", "a", "process", "Python",
        "token", "izer", "byte", "level", "straße", "naïve", "café", "Ünïcödé", "über", "señor", "ação", "mañana", "fiancée", "Ελλάδα", "λόγος", "Привет", "мир",
        "программа", "שלום", "עולם", "مرحبا", "العالم", "नमस्ते", "दुनिया", "สวัสดี", "ประเทศไทย", "안녕하세요", "세계", "こんにちは", "世界", "東京都", "カタカナ", "漢字",
        "你好", "中文分词", "繁體字", "Việt", "Nam", "İstanbul", "ıI", "ﬁnance", "ﬂow", "½", "²", "①", "Ⅷ", "㎏", "ＦＵＬＬ", "ｗｉｄｔｈ", "ﾊﾝｶｸ", "𝐀𝐁𝐂", "𝟙𝟚𝟛", "𠀀𠀁", "𐍈", "€9.99",
        "http://example.org/a?b=c&d=%20", "user@example.com", "C++", "f(x)=x^2", "if(a<b){return;}", "#include", "snake_case", "CamelCase", "don’t", "“quoted”", "it's", "IT'S", "x'll",
    ];

    private static readonly string[] Signs =
    [
        ".", ",", "!", "?", "...", "…", ":", ";", "-", "--", "—", "(", ")", "[x]", "{}", "\"", "'", "`", "``` ", "/", "\\", "|", "~", "@", "#", "$", "%", "^", "&", "*", "_", "+", "=", "<", ">", "«»", "、", "。", "「」", "！", "？", "•", "°", "§", "¶",
    ];

    private static readonly string[] Pictures =
    [
        "😀", "😂", "❤️", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "🇯🇵🇫🇷", "🫠", "☃", "✈️", "1️⃣", "🤷🏿‍♀️", "\u200d", "\ufe0f", "🀄", "♟",
    ];

    private static readonly string[] Spaces =
    [
        " ", " ", " ", " ", " ", "  ", "   ", "       ", "\t", "\t\t", "\n", "\n\n", "\n \n", "\r\n", " \n", "\n  ", "\u00a0", "\u2003", "\u3000", "\u202f", "",
    ];

    private static readonly string[] Oddities =
    [
        "\ufffd", "\ufffd\ufffd", "a\ufffdb", "e\u0301", "a\u0308\u0323", "\u0301", "q\u0307\u0323", "\u1100\u1161\u11a8", "\u0915\u093c", "A\u030a", "\u212b", "\u2126", "o\u0302\u0301", "\u200b", "\u00ad", "\u2028",
        "<|end|>", "<s>", "</s>", "<|user|>", "<unk>", "[MASK]", " <mask> ", "▁", "▁▁x", "Ġ", "##ing", "\u0e33", "\u0b94", "\u1ec7", "\ud7a3", "\uf900", "\ufb01\u0323",
    ];

    public static IReadOnlyList<string> Generate(int count, ulong seed = 20240229)
    {
        var state = seed;
        return [.. Enumerable.Range(0, count).Select(_ => Line(ref state))];
    }

    /// <summary>A hash of many encodings: SHA-256 of the numbers with commas, one line each, cut to 16 hexadecimal digits.</summary>
    public static string Hash(IEnumerable<IReadOnlyList<int>> encodings)
    {
        var text = string.Concat(encodings.Select(ids => string.Join(',', ids) + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    public static string HashText(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', lines))))[..16];

    private static string Line(ref ulong state)
    {
        var line = new StringBuilder();
        var parts = 1 + Below(ref state, 14);
        for (var i = 0; i < parts; i++)
        {
            line.Append(Below(ref state, 20) switch
            {
                < 11 => Pick(ref state, Words),
                < 13 => Pick(ref state, Signs),
                < 15 => Below(ref state, 1_000_000).ToString(),
                < 17 => Pick(ref state, Pictures),
                < 19 => Pick(ref state, Oddities),
                _ => RandomCharacter(ref state),
            });
            line.Append(Pick(ref state, Spaces));
        }

        return line.ToString();
    }

    /// <summary>Any assigned-looking character of the blocks in daily use; none that is younger than Unicode 14.</summary>
    private static string RandomCharacter(ref ulong state)
    {
        var code = Below(ref state, 6) switch
        {
            0 => 0x21 + Below(ref state, 0x5E),
            1 => 0xA1 + Below(ref state, 0x1D0),
            2 => 0x390 + Below(ref state, 0xC0),
            3 => 0x4E00 + Below(ref state, 0x5000),
            4 => 0x1F300 + Below(ref state, 0x300),
            _ => 0xAC00 + Below(ref state, 0x2BA4),
        };
        return char.ConvertFromUtf32(code is 0xAD or 0x3A2 ? 'x' : code);
    }

    private static string Pick(ref ulong state, string[] from) => from[Below(ref state, from.Length)];

    private static int Below(ref ulong state, int limit)
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)(((state >> 33) * (ulong)limit) >> 31);
    }
}
