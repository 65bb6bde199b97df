using System.Text.Json;
using Demur.Sentences;

namespace Demur.Papers;

/// <summary>The papers that Demur is built on, to list, to find and to search. Immutable and thread-safe.</summary>
public sealed class PaperCatalogue
{
    private static readonly Lazy<PaperCatalogue> Embedded = new(LoadEmbedded);

    private readonly Lazy<PaperIndex> _index;

    /// <summary>Creates a catalogue.</summary>
    /// <param name="papers">The papers; their numbers must differ.</param>
    /// <exception cref="DemurException">Two papers share a number.</exception>
    public PaperCatalogue(IReadOnlyList<Paper> papers)
    {
        ArgumentNullException.ThrowIfNull(papers);
        if (papers.GroupBy(paper => paper.Number, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DemurException(ErrorCode.BadInput, $"The catalogue has two papers with number {twice.Key}; give each its own.");
        }

        All = [.. papers.OrderBy(paper => paper.Number, StringComparer.Ordinal)];
        _index = new Lazy<PaperIndex>(() => new PaperIndex(All));
    }

    /// <summary>The catalogue that ships with Demur: 56 papers.</summary>
    public static PaperCatalogue Default => Embedded.Value;

    /// <summary>All papers, by number.</summary>
    public IReadOnlyList<Paper> All { get; }

    /// <summary>Reads a catalogue from JSON of the form that ships with Demur.</summary>
    /// <param name="json">The stream; it is read to its end and left open.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <returns>The catalogue.</returns>
    /// <exception cref="DemurException">The JSON is broken, of another format or lacks a field.</exception>
    public static PaperCatalogue Load(Stream json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var file = JsonSerializer.Deserialize(json, PapersJsonContext.Default.PapersFile);
            return file?.Format == PapersFile.CurrentFormat && file.Papers is not null
                ? new PaperCatalogue(file.Papers)
                : throw new DemurException(
                    ErrorCode.BadInput,
                    $"{source}: holds format '{file?.Format}'; expected '{PapersFile.CurrentFormat}' with a list 'papers'.");
        }
        catch (JsonException error)
        {
            throw new DemurException(ErrorCode.BadInput, $"{source}:{(error.LineNumber ?? 0) + 1}: not a catalogue of papers: {error.Message}", error);
        }
    }

    /// <summary>Finds one paper.</summary>
    /// <param name="name">A number (<c>1</c> or <c>01</c>), an arXiv identifier, the paper's name, or a part of its title that no other title holds.</param>
    /// <returns>The paper.</returns>
    /// <exception cref="DemurException">No paper fits, and the nearest are named; or several do.</exception>
    public Paper Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var wanted = Fold(name);
        var number = wanted.Length == 1 ? "0" + wanted : wanted;
        var exact = All.FirstOrDefault(paper => paper.Number == number || paper.ArXiv == wanted || Fold(paper.Name) == wanted);
        if (exact is not null)
        {
            return exact;
        }

        var holding = wanted.Length == 0 || wanted.All(char.IsAsciiDigit) ? [] : All.Where(paper => Holds(paper, wanted)).ToList();
        return holding.Count switch
        {
            1 => holding[0],
            0 => throw Unknown(name),
            _ => throw new DemurException(
                ErrorCode.UnknownName,
                $"'{name}' fits {holding.Count} papers: {string.Join(", ", holding.Take(5).Select(Label))}{(holding.Count > 5 ? ", ..." : "")}; name one by its number."),
        };
    }

    /// <summary>Finds papers by the meaning of their words: title, name, keywords, summary and claim, with inflections folded.</summary>
    /// <param name="words">What to look for, in any order.</param>
    /// <param name="count">How many to return at most; 10 by default.</param>
    /// <returns>The papers that share a word with the query, best first.</returns>
    public IReadOnlyList<PaperMatch> Search(string words, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(words);
        return [.. _index.Value.Search(words).Take(count)];
    }

    /// <summary>Finds papers by the likeness of their meaning to the query: the cosine of a sentence encoder's vectors of title, summary and claim. The whole catalogue is encoded at each call.</summary>
    /// <param name="words">What to look for; a sentence says more than single words.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="count">How many to return at most; 10 by default.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <returns>The papers whose vectors point the query's way, best first, whether they share a word with it or not.</returns>
    public IReadOnlyList<PaperMatch> Search(string words, ISentenceEncoder encoder, int count = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(encoder);
        var vectors = encoder.Encode([words, .. All.Select(paper => $"{paper.Title}. {paper.Summary} {paper.Claim}")], cancellationToken);
        var shared = _index.Value.Search(words).ToDictionary(match => match.Paper.Number, match => match.Words, StringComparer.Ordinal);
        return
        [
            .. All.Select((paper, row) => new PaperMatch(paper, Cosine(vectors[0], vectors[row + 1]), shared.GetValueOrDefault(paper.Number) ?? []))
                .Where(match => match.Score > 0)
                .OrderByDescending(match => match.Score)
                .ThenBy(match => match.Paper.Number, StringComparer.Ordinal)
                .Take(count),
        ];
    }

    // The rows of an encoder have length one.
    private static double Cosine(float[] left, float[] right)
    {
        var sum = 0.0;
        for (var index = 0; index < left.Length; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return Math.Min(1, sum);
    }

    private static PaperCatalogue LoadEmbedded()
    {
        const string Resource = "Demur.Papers.papers.json";
        using var stream = typeof(PaperCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        return Load(stream, "papers.json");
    }

    private static bool Holds(Paper paper, string wanted) =>
        Fold(paper.Title).Contains(wanted, StringComparison.Ordinal) || Fold(paper.Name).Contains(wanted, StringComparison.Ordinal);

    private static string Fold(string text) => text.Trim().ToLowerInvariant().Replace('’', '\'');

    private static string Label(Paper paper) => $"{paper.Number} {paper.Name}";

    private DemurException Unknown(string name)
    {
        List<string> hints = name.All(character => char.IsAsciiDigit(character) || char.IsWhiteSpace(character)) ? [] : Near(name);
        var range = All.Count == 0 ? "the catalogue is empty" : $"the catalogue holds {All[0].Number} to {All[^1].Number}";
        var hint = hints.Count > 0 ? $"nearest are {string.Join(", ", hints)}." : $"{range}.";
        return new DemurException(ErrorCode.UnknownName, $"There is no paper '{name}'; {hint}");
    }

    private List<string> Near(string name)
    {
        var spelled = Names.Nearest(name, All.Select(paper => paper.Name)).Select(near => All.First(paper => paper.Name == near));
        var similar = Search(name, 3).Select(match => match.Paper);
        return [.. spelled.Concat(similar).Distinct().Take(3).Select(Label)];
    }
}
