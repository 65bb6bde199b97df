using System.Globalization;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Combining classes, decompositions and compositions of Unicode's characters, read once from the embedded table.</summary>
internal sealed class UnicodeTable
{
    private static readonly Lazy<UnicodeTable> Loaded = new(Load);
    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<long, int> _compositions = [];

    public static UnicodeTable Shared => Loaded.Value;

    /// <summary>The canonical combining class; 0 for a character that starts a new cluster.</summary>
    public int ClassOf(int code) => _classes.GetValueOrDefault(code);

    /// <summary>The one-step decomposition, or null.</summary>
    public int[]? Decomposition(int code, bool compatible) =>
        _canonical.GetValueOrDefault(code) ?? (compatible ? _compatible.GetValueOrDefault(code) : null);

    /// <summary>The character that two compose to, or −1.</summary>
    public int Compose(int first, int second) => _compositions.GetValueOrDefault(((long)first << 32) | (uint)second, -1);

    private static UnicodeTable Load()
    {
        var table = new UnicodeTable();
        using var stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream("unicode-normalization.txt")
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
