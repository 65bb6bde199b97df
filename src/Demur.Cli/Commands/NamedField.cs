using Demur.Data;

namespace Demur.Cli.Commands;

/// <summary>
/// A field that may be absent from a row, but not from all of them once somebody named it: a name that no row has is a mistyped one.
/// </summary>
/// <param name="name">The name; null when nobody gave one, and nothing is checked.</param>
/// <param name="patience">How many rows may lack it before the first that has it.</param>
internal sealed class NamedField(string? name, int patience)
{
    private DataRow? _first;
    private int _without;
    private bool _isThere;

    /// <summary>Whether a check found the field missing.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>Takes note of a row.</summary>
    public void Saw(DataRow row)
    {
        if (name is null || _isThere)
        {
            return;
        }

        _first ??= row;
        _without++;
        _isThere = row.Has(name);
    }

    /// <summary>Fails when the first rows all lack the field.</summary>
    /// <exception cref="DemurException">They do; the message names the columns there are.</exception>
    public void Check()
    {
        if (_without >= patience)
        {
            CheckAtEnd();
        }
    }

    /// <summary>Fails when no row had the field.</summary>
    /// <exception cref="DemurException">None had; the message names the columns there are.</exception>
    public void CheckAtEnd()
    {
        if (!_isThere && _first is { } row)
        {
            IsMissing = true;
            _ = row[name!];
        }
    }
}
