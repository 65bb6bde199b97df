using System.Text;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Orders texts by their UTF-8 bytes, which differs from the order of UTF-16 units beyond the basic plane.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    internal static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y) =>
        Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
