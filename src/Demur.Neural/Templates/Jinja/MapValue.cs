namespace Demur.Neural.Templates.Jinja;

/// <summary>A mapping from strings that keeps the order in which keys were put; also a namespace, whose values a template may set.</summary>
internal sealed class MapValue
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, object?>> _entries = [];

    public MapValue(bool isNamespace = false) => IsNamespace = isNamespace;

    public bool IsNamespace { get; }

    public int Count => _entries.Count;

    public IReadOnlyList<KeyValuePair<string, object?>> Entries => _entries;

    public object? this[string key]
    {
        set
        {
            if (_places.TryGetValue(key, out var place))
            {
                _entries[place] = KeyValuePair.Create(key, value);
                return;
            }

            _places[key] = _entries.Count;
            _entries.Add(KeyValuePair.Create(key, value));
        }
    }

    public bool TryGet(string key, out object? value)
    {
        var found = _places.TryGetValue(key, out var place);
        value = found ? _entries[place].Value : null;
        return found;
    }
}
