namespace Demur.Data;

/// <summary>Renames columns on the way in: what Demur calls <c>prompt</c> may be called <c>question</c> in the file. Immutable.</summary>
public sealed class ColumnMap
{
    private readonly Dictionary<string, string> _sources;
    private readonly HashSet<string> _mapped;

    /// <summary>Creates a map.</summary>
    /// <param name="sources">The file's column or dotted path by the name that Demur asks for.</param>
    public ColumnMap(IEnumerable<KeyValuePair<string, string>> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        _sources = new Dictionary<string, string>(sources, StringComparer.OrdinalIgnoreCase);
        _mapped = new HashSet<string>(_sources.Values, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every column keeps its name.</summary>
    public static ColumnMap None { get; } = new([]);

    /// <summary>The renamed columns: the file's name by Demur's name.</summary>
    public IReadOnlyDictionary<string, string> Sources => _sources;

    /// <summary>Reads pairs such as <c>prompt=question</c> or <c>response=choices.0.message.content</c>.</summary>
    /// <param name="pairs">The pairs, each <c>NAME=COLUMN</c>; a comma-separated list of pairs is taken apart.</param>
    /// <returns>The map.</returns>
    /// <exception cref="DemurException">A pair lacks the equals sign or a side, or a name is mapped twice.</exception>
    public static ColumnMap Parse(IEnumerable<string> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var sources = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in pairs.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == pair.Length - 1)
            {
                throw new DemurException(ErrorCode.Usage, $"'{pair}' is not a column mapping; write NAME=COLUMN, such as prompt=question.");
            }

            var name = pair[..equals].Trim();
            if (!sources.TryAdd(name, pair[(equals + 1)..].Trim()))
            {
                throw new DemurException(ErrorCode.Usage, $"'{name}' is mapped twice; map each name to one column.");
            }
        }

        return new ColumnMap(sources);
    }

    /// <summary>Adds a mapping; an earlier one of the same name gives way.</summary>
    /// <param name="name">The name that Demur asks for.</param>
    /// <param name="source">The file's column or dotted path.</param>
    /// <returns>The new map.</returns>
    public ColumnMap With(string name, string source) => new(_sources.Where(pair => !StringComparer.OrdinalIgnoreCase.Equals(pair.Key, name)).Append(new(name, source)));

    /// <summary>Gives the file's name for a column.</summary>
    /// <param name="name">The name that Demur asks for.</param>
    /// <returns>The mapped column or dotted path; the name itself when it is not mapped.</returns>
    public string SourceOf(string name) => _sources.GetValueOrDefault(name, name);

    internal bool IsSource(string column) => _mapped.Contains(column);
}
