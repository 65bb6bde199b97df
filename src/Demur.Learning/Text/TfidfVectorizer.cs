using Demur.Learning.Text.Internal;

namespace Demur.Learning.Text;

/// <summary>Learns a vocabulary and its inverse document frequencies by the exact rules of scikit-learn's <c>TfidfVectorizer</c> (arXiv 2306.03423, section on classical models). Thread-safe.</summary>
/// <param name="options">How texts become rows; the paper's defaults when null.</param>
public sealed class TfidfVectorizer(TfidfOptions? options = null)
{
    /// <summary>How texts become rows.</summary>
    public TfidfOptions Options { get; } = options ?? new TfidfOptions();

    /// <summary>Learns from texts; fit on the training part only, or the test part leaks in.</summary>
    /// <param name="texts">The texts, read once.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>The model; its features are sorted by code points.</returns>
    /// <exception cref="DemurException">There is no text, no term is left by the limits, or the options contradict each other.</exception>
    public TfidfModel Fit(IEnumerable<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Options.Validate();
        var table = new TermTable();
        var counts = new CountingSink(table);
        var workspace = new TextWorkspace();
        var textCount = 0;
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts.NextText();
            NgramReader.Read(text, Options, workspace, ref counts, withOrigins: false);
            textCount++;
        }

        return Freeze(table, counts, Select(table, counts, textCount), textCount);
    }

    private List<int> Select(TermTable table, CountingSink counts, int textCount)
    {
        if (table.Count == 0)
        {
            throw new DemurException($"None of {textCount} texts holds a single word to learn from; give texts, or shorten MinWordLength.");
        }

        var low = Options.MinDocumentFrequency.In(textCount);
        var high = Options.MaxDocumentFrequency.In(textCount);
        var texts = counts.TextCounts;
        var kept = Enumerable.Range(0, table.Count).Where(term => texts[term] >= low && texts[term] <= high).ToList();
        kept.Sort((left, right) => CodePointComparer.Compare(table[left], table[right]));
        if (Options.MaxFeatures is { } limit && kept.Count > limit)
        {
            var frequency = counts.TermCounts;
            var ranks = Enumerable.Range(0, kept.Count).OrderByDescending(i => frequency[kept[i]]).Take(limit).Order().ToList();
            kept = ranks.ConvertAll(i => kept[i]);
        }

        if (kept.Count == 0)
        {
            throw new DemurException($"No term of {table.Count} stands in {low:0.##} to {high:0.##} of {textCount} texts; widen the document frequency limits.");
        }

        return kept;
    }

    private TfidfModel Freeze(TermTable table, CountingSink counts, List<int> kept, int textCount)
    {
        var vocabulary = new TermTable();
        var idf = new double[kept.Count];
        for (var feature = 0; feature < kept.Count; feature++)
        {
            var term = table[kept[feature]];
            vocabulary.FindOrAdd(term, NgramHash.Of(term));
            idf[feature] = Idf(counts.TextCounts[kept[feature]], textCount);
        }

        return new TfidfModel(Options, vocabulary, idf);
    }

    private double Idf(int texts, int textCount)
    {
        var smooth = Options.SmoothIdf ? 1.0 : 0.0;
        return Options.UseIdf ? Math.Log((textCount + smooth) / (texts + smooth)) + 1 : 1;
    }
}
