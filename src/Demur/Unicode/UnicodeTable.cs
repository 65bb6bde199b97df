using System.Globalization;

namespace Demur.Unicode;

/// <summary>
/// Combining classes, decompositions and compositions of Unicode's characters (Unicode Standard Annex 15), read once from an embedded table.
/// The runtime's own normalisation returns its input where globalisation is invariant, as in all of Demur. Thread-safe.
/// </summary>
public sealed class UnicodeTable
{
    private const string Resource = "Demur.Unicode.unicode-normalization.txt";
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int HangulCount = 19 * VowelCount * TailCount;
    private static readonly Lazy<UnicodeTable> Loaded = new(Load);
    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<long, int> _compositions = [];

    private UnicodeTable()
    {
    }

    /// <summary>The table; the first use loads it.</summary>
    public static UnicodeTable Shared => Loaded.Value;

    /// <summary>The canonical combining class of a character.</summary>
    /// <param name="code">The code point.</param>
    /// <returns>0 for a character that starts a new cluster, up to 254 for marks.</returns>
    public int ClassOf(int code) => _classes.GetValueOrDefault(code);

    /// <summary>The one-step decomposition of a character; Hangul syllables are computed by <see cref="Decompose"/> alone.</summary>
    /// <param name="code">The code point.</param>
    /// <param name="compatible">Whether compatibility mappings count too.</param>
    /// <returns>The code points that it stands for, or null when it stands for itself.</returns>
    public IReadOnlyList<int>? Decomposition(int code, bool compatible) =>
        _canonical.GetValueOrDefault(code) ?? (compatible ? _compatible.GetValueOrDefault(code) : null);

    /// <summary>Takes a character apart until nothing is left to take apart.</summary>
    /// <param name="code">The code point.</param>
    /// <param name="compatible">Whether compatibility mappings count too, as in NFKC and NFKD.</param>
    /// <param name="parts">Takes the code points, at its end and in order; marks are not reordered.</param>
    public void Decompose(int code, bool compatible, ICollection<int> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var hangul = code - HangulBase;
        if (hangul is >= 0 and < HangulCount)
        {
            parts.Add(LeadBase + (hangul / (VowelCount * TailCount)));
            parts.Add(VowelBase + (hangul % (VowelCount * TailCount) / TailCount));
            if (hangul % TailCount != 0)
            {
                parts.Add(TailBase + (hangul % TailCount));
            }
        }
        else if (Decomposition(code, compatible) is { } mapping)
        {
            foreach (var part in mapping)
            {
                Decompose(part, compatible, parts);
            }
        }
        else
        {
            parts.Add(code);
        }
    }

    /// <summary>The character that two compose to.</summary>
    /// <param name="first">The first code point.</param>
    /// <param name="second">The second code point.</param>
    /// <returns>The code point, or −1.</returns>
    public int Compose(int first, int second) => _compositions.GetValueOrDefault(((long)first << 32) | (uint)second, -1);

    private static UnicodeTable Load()
    {
        var table = new UnicodeTable();
        using var stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The table of Unicode normalisation is not embedded in this build.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                table.Add(line.Split(' '));
            }
        }

        return table;
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private void Add(string[] fields)
    {
        var code = Hex(fields[0]);
        if (Hex(fields[1]) is > 0 and var combining)
        {
            _classes[code] = (byte)combining;
        }

        if (fields.Length == 2)
        {
            return;
        }

        int[] mapping = [.. fields[3..].Select(Hex)];
        (fields[2] == "k" ? _compatible : _canonical)[code] = mapping;
        if (fields[2] == "c" && mapping.Length == 2)
        {
            _compositions[((long)mapping[0] << 32) | (uint)mapping[1]] = code;
        }
    }
}
