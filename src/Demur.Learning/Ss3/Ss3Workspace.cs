using Demur.Learning.Ss3.Internal;

namespace Demur.Learning.Ss3;

/// <summary>The buffers that reading one text needs. Keep one for each thread: after the first long text no call allocates more. Not thread-safe.</summary>
public sealed class Ss3Workspace
{
    private int[] _words = new int[256];
    private double[] _sums = [];

    internal Ss3Reader Reader { get; } = new();

    /// <summary>Room for the words of a text.</summary>
    internal Span<int> Words(int count)
    {
        if (_words.Length < count)
        {
            _words = new int[Math.Max(count, _words.Length * 2)];
        }

        return _words.AsSpan(0, count);
    }

    /// <summary>Room for two vectors that choosing units needs.</summary>
    internal Span<double> UnitSums(int categories) => Sums(categories)[..(2 * categories)];

    /// <summary>Room for three vectors that summing up needs.</summary>
    internal Span<double> FoldSums(int categories) => Sums(categories)[(2 * categories)..];

    private Span<double> Sums(int categories)
    {
        if (_sums.Length < 5 * categories)
        {
            _sums = new double[5 * categories];
        }

        return _sums.AsSpan(0, 5 * categories);
    }
}
