namespace Demur.Learning.Imbalance;

/// <summary>What a resampler made: examples, and for each where it comes from. Kept rows stand first, in their old order; made ones follow. Immutable.</summary>
public sealed class ResampledSet
{
    private readonly int[] _sources;
    private readonly int[] _partners;
    private readonly bool[] _isSynthetic;

    internal ResampledSet(ExampleSet examples, int[] sources, int[] partners, bool[] isSynthetic)
    {
        Examples = examples;
        _sources = sources;
        _partners = partners;
        _isSynthetic = isSynthetic;
    }

    /// <summary>The new examples, to learn from.</summary>
    public ExampleSet Examples { get; }

    /// <summary>For each row the row of the original set that it is, or that it was made from.</summary>
    public ReadOnlySpan<int> SourceIndices => _sources;

    /// <summary>For each made row the original row towards (or away from) which it was moved; -1 for kept and copied rows and for those made of several neighbours.</summary>
    public ReadOnlySpan<int> PartnerIndices => _partners;

    /// <summary>For each row whether it was made rather than kept.</summary>
    public ReadOnlySpan<bool> IsSynthetic => _isSynthetic;

    /// <summary>The number of made rows.</summary>
    public int SyntheticCount => _isSynthetic.AsSpan().Count(true);

    internal static ResampledSet Chosen(ExampleSet examples, IReadOnlyList<int> rows)
    {
        var partners = new int[rows.Count];
        partners.AsSpan().Fill(-1);
        return new ResampledSet(examples.Select(rows), [.. rows], partners, new bool[rows.Count]);
    }

    /// <summary>Says the same of a set that was made in two steps.</summary>
    internal ResampledSet After(ResampledSet first)
    {
        var sources = Array.ConvertAll(_sources, row => first._sources[row]);
        var partners = new int[sources.Length];
        var isSynthetic = new bool[sources.Length];
        for (var i = 0; i < sources.Length; i++)
        {
            isSynthetic[i] = _isSynthetic[i] || first._isSynthetic[_sources[i]];
            partners[i] = !_isSynthetic[i] ? first._partners[_sources[i]] : _partners[i] < 0 ? -1 : first._sources[_partners[i]];
        }

        return new ResampledSet(Examples, sources, partners, isSynthetic);
    }
}
