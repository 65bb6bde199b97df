using Demur.Learning.Sparse;
using Demur.Learning.Text;

namespace Demur.Learning.Tables.Internal;

/// <summary>Collects one row's values, column encoder after column encoder.</summary>
internal sealed class RowBuilder(TextWorkspace workspace)
{
    private readonly List<int> _indices = [];
    private readonly List<double> _values = [];

    public TextWorkspace Workspace { get; } = workspace;

    /// <summary>Where the features of the encoder at work start.</summary>
    public int Start { get; set; }

    public void Add(int feature, double value)
    {
        if (value != 0)
        {
            _indices.Add(Start + feature);
            _values.Add(value);
        }
    }

    public SparseVector ToVector() => new([.. _indices], [.. _values]);
}
