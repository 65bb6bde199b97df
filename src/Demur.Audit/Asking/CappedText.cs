using System.Text;

namespace Demur.Audit.Asking;

/// <summary>Collects an answer up to a megabyte and counts the rest, so that a runaway answer costs neither memory nor disk.</summary>
internal sealed class CappedText
{
    /// <summary>The characters kept of one answer: 2^20.</summary>
    public const int MaxLength = 1 << 20;

    private readonly StringBuilder _kept = new();
    private long _length;

    public bool IsBlank { get; private set; } = true;

    /// <summary>The length of all that came, when it is more than was kept.</summary>
    public long? FullLength => _length > _kept.Length ? _length : null;

    public void Append(string piece)
    {
        IsBlank = IsBlank && string.IsNullOrWhiteSpace(piece);
        _length += piece.Length;
        var room = MaxLength - _kept.Length;
        if (room > 0)
        {
            _kept.Append(piece, 0, KeepPairs(piece, Math.Min(room, piece.Length)));
        }
    }

    public override string ToString() => _kept.ToString();

    /// <summary>Does not cut between the two halves of a surrogate pair: half a character cannot be stored as UTF-8.</summary>
    private static int KeepPairs(string piece, int length) => length < piece.Length && length > 0 && char.IsHighSurrogate(piece[length - 1]) ? length - 1 : length;
}
