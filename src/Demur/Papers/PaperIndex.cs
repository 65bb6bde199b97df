namespace Demur.Papers;

/// <summary>
/// Ranks papers for a query by the cosine of TF-IDF vectors of word stems. A stem's frequency in a paper counts each field by its weight;
/// it enters as 1 + ln f, times idf = ln((1 + N) / (1 + df)) + 1, and each vector is scaled to unit length.
/// </summary>
internal sealed class PaperIndex
{
    private const int TitleWeight = 3;
    private const int KeywordWeight = 2;
    private const int SummaryWeight = 2;
    private const int ClaimWeight = 1;

    private readonly IReadOnlyList<Paper> _papers;
    private readonly Dictionary<string, double> _idf;
    private readonly List<Dictionary<string, double>> _vectors;

    public PaperIndex(IReadOnlyList<Paper> papers)
    {
        _papers = papers;
        var frequencies = papers.Select(Frequencies).ToList();
        _idf = frequencies
            .SelectMany(frequency => frequency.Keys)
            .GroupBy(stem => stem, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Math.Log((1.0 + papers.Count) / (1.0 + group.Count())) + 1, StringComparer.Ordinal);
        _vectors = [.. frequencies.Select(Vector)];
    }

    /// <summary>Finds the papers that share a word with the query, best first; equal scores by number.</summary>
    public IEnumerable<PaperMatch> Search(string words)
    {
        var query = SearchWords.Split(words).ToList();
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, stem) in query)
        {
            Count(frequency, stem, 1);
        }

        var wanted = Vector(frequency);
        return _papers
            .Select((paper, i) => new PaperMatch(paper, Cosine(wanted, _vectors[i]), Shared(query, _vectors[i])))
            .Where(match => match.Words.Count > 0)
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Paper.Number, StringComparer.Ordinal);
    }

    private static Dictionary<string, int> Frequencies(Paper paper)
    {
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        (string Text, int Weight)[] fields =
        [
            (paper.Name, TitleWeight),
            (paper.Title, TitleWeight),
            (string.Join(' ', paper.Keywords), KeywordWeight),
            (paper.Summary, SummaryWeight),
            (paper.Claim, ClaimWeight),
        ];
        foreach (var (text, weight) in fields)
        {
            foreach (var (_, stem) in SearchWords.Split(text))
            {
                Count(frequency, stem, weight);
            }
        }

        return frequency;
    }

    private static void Count(Dictionary<string, int> frequency, string stem, int weight) =>
        frequency[stem] = frequency.GetValueOrDefault(stem) + weight;

    private Dictionary<string, double> Vector(Dictionary<string, int> frequency)
    {
        // A word that no paper holds has no weight, but the query's length still counts it as a rare one, so that scores of vague queries stay low.
        var unseen = Math.Log(1.0 + _papers.Count) + 1;
        var vector = frequency.ToDictionary(
            pair => pair.Key,
            pair => (1 + Math.Log(pair.Value)) * _idf.GetValueOrDefault(pair.Key, unseen),
            StringComparer.Ordinal);
        var length = Math.Sqrt(vector.Values.Sum(weight => weight * weight));
        return vector.ToDictionary(pair => pair.Key, pair => pair.Value / length, StringComparer.Ordinal);
    }

    private static double Cosine(Dictionary<string, double> query, Dictionary<string, double> paper) =>
        query.Sum(pair => pair.Value * paper.GetValueOrDefault(pair.Key));

    private static List<string> Shared(List<(string Word, string Stem)> query, Dictionary<string, double> paper) =>
        [.. query.Where(pair => paper.ContainsKey(pair.Stem)).Select(pair => pair.Word).Distinct(StringComparer.Ordinal)];
}
