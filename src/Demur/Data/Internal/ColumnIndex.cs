namespace Demur.Data.Internal;

/// <summary>The positions of named columns. Names may repeat; only asking for a repeated one is an error.</summary>
internal sealed class ColumnIndex
{
    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly ILookup<string, int> _near;

    public ColumnIndex(IReadOnlyList<string> names)
    {
        Names = names;
        for (var i = 0; i < names.Count; i++)
        {
            if (!_exact.TryAdd(names[i], i))
            {
                _exact[names[i]] = -1;
            }
        }

        _near = Enumerable.Range(0, names.Count).ToLookup(i => names[i], StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Finds a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="others">The candidates when the name is ambiguous, else null.</param>
    /// <returns>The position, or -1.</returns>
    public int Find(string name, out IEnumerable<string>? others)
    {
        others = null;
        if (_exact.TryGetValue(name, out var position) && position >= 0)
        {
            return position;
        }

        var near = _near[name].ToList();
        if (near.Count > 1)
        {
            others = near.Select(i => $"'{Names[i]}' stands at position {i + 1}");
        }

        return near.Count == 1 ? near[0] : -1;
    }
}
