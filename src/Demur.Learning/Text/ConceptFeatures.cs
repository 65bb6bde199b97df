using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Text;

/// <summary>One feature for each concept of a lexicon: how often its words stand in the text, weighted by smoothed idf and scaled to unit length like TF-IDF rows. Immutable and thread-safe.</summary>
public sealed class ConceptFeatures : ITextFeatures
{
    private static readonly TfidfOptions Words = new() { MaxNgram = 1, MinWordLength = 1 };
    private readonly double[] _idf;

    private ConceptFeatures(Lexicon lexicon, double[] idf)
    {
        Lexicon = lexicon;
        _idf = idf;
    }

    /// <summary>The words and their concepts.</summary>
    public Lexicon Lexicon { get; }

    /// <inheritdoc/>
    public int FeatureCount => _idf.Length;

    /// <summary>Learns how common each concept is.</summary>
    /// <param name="lexicon">The words and their concepts.</param>
    /// <param name="texts">The training texts.</param>
    /// <returns>The features.</returns>
    public static ConceptFeatures Fit(Lexicon lexicon, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(texts);
        var flat = new double[lexicon.Concepts.Count];
        flat.AsSpan().Fill(1);
        var counter = new ConceptFeatures(lexicon, flat);
        var found = new int[flat.Length];
        var workspace = new TextWorkspace();
        var count = 0;
        foreach (var text in texts)
        {
            count++;
            foreach (var concept in counter.Transform(text, workspace).Indices)
            {
                found[concept]++;
            }
        }

        return new ConceptFeatures(lexicon, Array.ConvertAll(found, df => Math.Log((1.0 + count) / (1 + df)) + 1));
    }

    /// <inheritdoc/>
    public string FeatureName(int feature) => $"[{Lexicon.Concepts[feature]}]";

    /// <inheritdoc/>
    public SparseRow Transform(ReadOnlySpan<char> text, TextWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var sink = new LookupSink(Lexicon.Table, workspace);
        NgramReader.Read(text, Words, workspace, ref sink, withOrigins: false);
        sink.Flush();
        Span<int> counts = stackalloc int[Math.Min(FeatureCount, 256)];
        counts = FeatureCount <= counts.Length ? counts[..FeatureCount] : new int[FeatureCount];
        foreach (var word in workspace.Terms.AsSpan(0, workspace.TermCount))
        {
            foreach (var concept in Lexicon.ConceptsOf(word))
            {
                counts[concept]++;
            }
        }

        return Weigh(counts, workspace);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new Dictionary<int, List<TextSpan>>();
        var workspace = new TextWorkspace();
        var sink = new SpanSink(Lexicon.Table, workspace, words);
        NgramReader.Read(text, Words, workspace, ref sink, withOrigins: true);
        return words
            .SelectMany(pair => Lexicon.ConceptsOf(pair.Key).SelectMany(concept => pair.Value.Select(span => (concept, span))))
            .GroupBy(pair => pair.concept, pair => pair.span)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<TextSpan>)[.. group.OrderBy(span => span.Start)]);
    }

    /// <summary>Writes the features.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Lexicon.Write(writer);
        writer.WriteDoubles(_idf);
    }

    /// <summary>Reads features that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The features.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static ConceptFeatures Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var lexicon = Lexicon.Read(reader);
        var idf = reader.ReadDoubles();
        return idf.Length == lexicon.Concepts.Count
            ? new ConceptFeatures(lexicon, idf)
            : throw reader.Damaged($"{lexicon.Concepts.Count} concepts but {idf.Length} weights");
    }

    private SparseRow Weigh(scoped ReadOnlySpan<int> counts, TextWorkspace workspace)
    {
        workspace.Reserve(counts.Length);
        var stored = 0;
        var square = 0.0;
        for (var concept = 0; concept < counts.Length; concept++)
        {
            if (counts[concept] > 0)
            {
                var value = counts[concept] * _idf[concept];
                square += value * value;
                workspace.Columns[stored] = concept;
                workspace.Values[stored++] = value;
            }
        }

        var values = workspace.Values.AsSpan(0, stored);
        foreach (ref var value in values)
        {
            value /= Math.Sqrt(square);
        }

        return new SparseRow(workspace.Columns.AsSpan(0, stored), values);
    }
}
