using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Text;

/// <summary>A learnt vocabulary with its inverse document frequencies. Immutable and thread-safe.</summary>
public sealed class TfidfModel : ITextFeatures
{
    private readonly TermTable _vocabulary;
    private readonly double[] _idf;

    internal TfidfModel(TfidfOptions options, TermTable vocabulary, double[] idf)
    {
        Options = options;
        _vocabulary = vocabulary;
        _idf = idf;
    }

    /// <summary>How texts become rows.</summary>
    public TfidfOptions Options { get; }

    /// <inheritdoc/>
    public int FeatureCount => _idf.Length;

    /// <summary>The inverse document frequency of each feature; all 1 when the options do not use it.</summary>
    public ReadOnlySpan<double> Idf => _idf;

    /// <summary>Finds the feature of an n-gram.</summary>
    /// <param name="ngram">The n-gram as it is stored: folded, its words joined by one space.</param>
    /// <returns>The feature's number, or -1 when the vocabulary does not hold it.</returns>
    public int FindFeature(ReadOnlySpan<char> ngram) => _vocabulary.Find(ngram, NgramHash.Of(ngram));

    /// <inheritdoc/>
    public string FeatureName(int feature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, FeatureCount);
        return new string(_vocabulary[feature]);
    }

    /// <inheritdoc/>
    public SparseRow Transform(ReadOnlySpan<char> text, TextWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var sink = new LookupSink(_vocabulary, workspace);
        NgramReader.Read(text, Options, workspace, ref sink, withOrigins: false);
        sink.Flush();
        var terms = workspace.Terms.AsSpan(0, workspace.TermCount);
        RadixSort.Ascending(terms, workspace.Sorted.AsSpan(0, terms.Length), FeatureCount);
        var count = 0;
        for (var i = 0; i < terms.Length;)
        {
            var term = terms[i];
            var start = i;
            while (i < terms.Length && terms[i] == term)
            {
                i++;
            }

            workspace.Columns[count] = term;
            workspace.Values[count++] = TermWeight(i - start) * _idf[term];
        }

        var values = workspace.Values.AsSpan(0, count);
        Scale(values);
        return new SparseRow(workspace.Columns.AsSpan(0, count), values);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spans = new Dictionary<int, List<TextSpan>>();
        var workspace = new TextWorkspace();
        var sink = new SpanSink(_vocabulary, workspace, spans);
        NgramReader.Read(text, Options, workspace, ref sink, withOrigins: true);
        return spans.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<TextSpan>)pair.Value);
    }

    /// <summary>Keeps some features and renumbers them from 0; rows then weigh the kept terms alone.</summary>
    /// <param name="features">The features to keep, ascending.</param>
    /// <returns>A smaller model.</returns>
    public TfidfModel Keep(IReadOnlyList<int> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var vocabulary = new TermTable();
        foreach (var feature in features)
        {
            var term = _vocabulary[feature];
            vocabulary.FindOrAdd(term, NgramHash.Of(term));
        }

        return new TfidfModel(Options, vocabulary, [.. features.Select(feature => _idf[feature])]);
    }

    private double TermWeight(int count) => Options switch
    {
        { Binary: true } => 1,
        { SublinearTf: true } => Math.Log(count) + 1,
        _ => count,
    };

    private void Scale(Span<double> values)
    {
        var length = 0.0;
        foreach (var value in values)
        {
            length += Options.Norm == RowNorm.L2 ? value * value : Math.Abs(value);
        }

        if (Options.Norm == RowNorm.None || length == 0)
        {
            return;
        }

        length = Options.Norm == RowNorm.L2 ? Math.Sqrt(length) : length;
        foreach (ref var value in values)
        {
            value /= length;
        }
    }

    /// <summary>Writes the model.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteOptions(Options, ModelJsonContext.Default.TfidfOptions);
        writer.WriteTerms(FeatureCount, feature => _vocabulary[feature]);
        writer.WriteDoubles(_idf);
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static TfidfModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var options = reader.ReadOptions(ModelJsonContext.Default.TfidfOptions);
        options.Validate();
        var vocabulary = new TermTable();
        reader.ReadTerms(term => vocabulary.FindOrAdd(term, NgramHash.Of(term)));
        var idf = reader.ReadDoubles();
        if (idf.Length != vocabulary.Count)
        {
            throw reader.Damaged($"{vocabulary.Count} different terms but {idf.Length} weights");
        }

        return new TfidfModel(options, vocabulary, idf);
    }
}
