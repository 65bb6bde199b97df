using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>One rendering: the names in sight, the text so far, and what is left of the budget.</summary>
internal sealed class RenderState(Budget budget, TimeProvider time)
{
    private readonly List<Dictionary<string, object?>> _scopes = [new(StringComparer.Ordinal)];

    public Budget Budget { get; } = budget;

    public TimeProvider Time { get; } = time;

    public StringBuilder Output { get; set; } = new();

    /// <summary>The line of the statement at work, for errors.</summary>
    public int Line { get; set; }

    /// <summary>Set by <c>break</c> and <c>continue</c> until the loop has seen it.</summary>
    public LoopSignal Signal { get; set; }

    public int ScopeCount => _scopes.Count;

    public DemurException Error(string problem) => new($"{Budget.Name}, line {Line}: {problem}.");

    public void Write(string text)
    {
        Budget.Charge(text.Length);
        Output.Append(text);
    }

    public void Set(string name, object? value) => _scopes[^1][name] = value;

    public object? Find(string name)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return Builtins.Globals.TryGetValue(name, out var function) ? function : new Undefined(name);
    }

    public void Push()
    {
        Budget.Charge(16);
        _scopes.Add(new Dictionary<string, object?>(StringComparer.Ordinal));
    }

    public void Pop() => _scopes.RemoveAt(_scopes.Count - 1);

    /// <summary>Runs with only the outermost names in sight, as a macro does; returns the scopes that were hidden.</summary>
    public List<Dictionary<string, object?>> HideInner()
    {
        var hidden = _scopes[1..];
        _scopes.RemoveRange(1, _scopes.Count - 1);
        return hidden;
    }

    public void Restore(List<Dictionary<string, object?>> hidden)
    {
        _scopes.RemoveRange(1, _scopes.Count - 1);
        _scopes.AddRange(hidden);
    }
}
