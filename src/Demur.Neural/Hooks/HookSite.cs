using Demur.Neural.Decoding;

namespace Demur.Neural.Hooks;

/// <summary>Where a value that an intervention is given stands: its place in the model and its tokens in their texts.</summary>
public sealed class HookSite
{
    private readonly TokenLayout _layout;

    internal HookSite(HookPoint point, TokenLayout layout, ForwardPhase phase)
    {
        Point = point;
        Phase = phase;
        _layout = layout;
    }

    /// <summary>The place in the model.</summary>
    public HookPoint Point { get; }

    /// <summary>Whether given text or a generated token is read.</summary>
    public ForwardPhase Phase { get; }

    /// <summary>How many rows there are.</summary>
    public int Batch => _layout.Batch;

    /// <summary>How many positions this forward reads, padding included.</summary>
    public int Length => _layout.Length;

    /// <summary>How many positions were read before, padding included.</summary>
    public int Past => _layout.Past;

    /// <summary>Whether a position holds a token and no padding.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The position in this forward.</param>
    public bool IsReal(int row, int column) => _layout.IsReal(row, column);

    /// <summary>How many tokens of a row this forward reads.</summary>
    /// <param name="row">The row.</param>
    public int TokenCount(int row) => _layout.Count(row);

    /// <summary>The position, in a row's whole text, of the first token that this forward reads.</summary>
    /// <param name="row">The row.</param>
    public int Start(int row) => _layout.Start(row);
}
