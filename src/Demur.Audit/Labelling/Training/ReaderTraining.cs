using System.Globalization;
using Demur.Audit.Labelling.Reading;
using Demur.Learning.Models;

namespace Demur.Audit.Labelling.Training;

/// <summary>What the response reader that ships with Demur learns from: the labeller's corpus and four sources more, and the pieces of a WordPiece vocabulary that they need.</summary>
public sealed class ReaderTraining
{
    /// <summary>How often a piece has to occur to stay in the vocabulary; words without it are cut into smaller pieces.</summary>
    private const int LeastCount = 2;

    private const double OwnWeight = 0.5;
    private const double JudgedWeight = 1.0 / 3;

    /// <summary>Sources that only measure the hybrid, since learning from them did not help it, whose licence is an open one.</summary>
    private static readonly string[] FurtherSources = ["hh-rlhf", "halueval", "derta", "refusalbench"];

    private static readonly string[] Marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private ReaderTraining(IReadOnlyList<LabelledResponse> rows, IReadOnlyList<int> keptPieces, IReadOnlyList<string> pieces, IReadOnlyList<ReaderExample> examples)
    {
        Rows = rows;
        KeptPieces = keptPieces;
        Pieces = pieces;
        Examples = examples;
    }

    /// <summary>The numbers, in the whole vocabulary, of the pieces that are kept.</summary>
    public IReadOnlyList<int> KeptPieces { get; }

    /// <summary>The pieces that are kept, by their new numbers.</summary>
    public IReadOnlyList<string> Pieces { get; }

    /// <summary>The responses to learn from.</summary>
    public IReadOnlyList<LabelledResponse> Rows { get; }

    /// <summary>What to learn from, as the network sees it; in the order of <see cref="Rows"/>.</summary>
    public IReadOnlyList<ReaderExample> Examples { get; }

    /// <summary>Prepares the training.</summary>
    /// <param name="corpus">The labeller's corpus.</param>
    /// <param name="pieces">The whole WordPiece vocabulary of the encoder to start from, lower case.</param>
    /// <returns>Vocabulary and examples.</returns>
    /// <exception cref="DemurException">The corpus lacks a source to learn from, or the vocabulary lacks a mark.</exception>
    public static ReaderTraining Prepare(LabelerCorpus corpus, IReadOnlyList<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(pieces);
        if (Array.Find(Marks, mark => !pieces.Contains(mark)) is { } missing)
        {
            throw new DemurException($"The vocabulary has no {missing}; it is not one of a BERT encoder.");
        }

        LabelledResponse[] further = [.. corpus.Unseen.Where(row => FurtherSources.Contains(row.Source))];
        string[] lacking = [.. corpus.Missing, .. FurtherSources.Except(further.Select(row => row.Source))];
        if (lacking.Length > 0)
        {
            throw new DemurException(ErrorCode.Missing, $"The data directory lacks {lacking.Length} sources that the reader learns from: {string.Join(", ", lacking)}. docs/labeler.md names repository, commit and files of each.");
        }

        LabelledResponse[] rows = [.. corpus.Training, .. further];
        var kept = Kept(pieces, rows);
        string[] keptPieces = [.. kept.Select(piece => pieces[piece])];
        var tokenizer = new ReaderTokenizer(keptPieces);
        var byHand = corpus.HandLabelled.Concat(further).ToHashSet(ReferenceEqualityComparer.Instance);
        return new ReaderTraining(rows, kept, keptPieces, [.. rows.Select(row => new ReaderExample(
            tokenizer.Encode(row.Prompt, row.Response),
            row.IsRefusal,
            byHand.Contains(row) ? 1 : row.Source == LabelFile.OwnSource ? OwnWeight : JudgedWeight))]);
    }

    /// <summary>Measures a reader, alone and in the cascade, on the sources that it did not learn from, beside the first stage.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <returns>The scores.</returns>
    public static IEnumerable<SourceScore> Measure(LabelerCorpus corpus, ResponseReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var alone = new CascadeOptions { Bound = double.PositiveInfinity, ReaderShare = 1 };
        (string Name, IResponseLabeler Labeler)[] labelers =
        [
            ("cascade", new CascadeResponseLabeler(reader)), ("reader", new CascadeResponseLabeler(reader, cascade: alone)), ("hybrid", HybridResponseLabeler.Default),
        ];
        return corpus.Unseen
            .Where(row => !FurtherSources.Contains(row.Source))
            .GroupBy(row => row.Source)
            .SelectMany(group => labelers.Select(labeler => new SourceScore(group.Key, labeler.Name, LabelingScore.Of(labeler.Labeler, [.. group], cancellationToken))));
    }

    /// <summary>Writes the card of a reader.</summary>
    /// <param name="encoder">What the network started from.</param>
    /// <param name="options">How it was trained.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="scores">What was measured; may be empty.</param>
    /// <returns>The card.</returns>
    public ModelCard Describe(string encoder, IReadOnlyDictionary<string, string> options, int seed, IReadOnlyList<SourceScore> scores)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(scores);
        return new ModelCard
        {
            Kind = ResponseReader.FileKind,
            CreatedBy = "demur train reader",
            Description = $"Tells refusals from answers in chat models' responses: {encoder}, fine-tuned on prompts and responses; the second stage of the cascade.",
            Options = new Dictionary<string, string>(options, StringComparer.Ordinal) { ["pieces"] = Pieces.Count.ToString(CultureInfo.InvariantCulture) },
            DataHash = DataHash.Of([.. Rows.Select(row => row.Prompt + "\n\n" + row.Response)], [.. Rows.Select(row => row.IsRefusal)]),
            Rows = Rows.Count,
            Seed = seed,
            Metrics = scores
                .Where(score => score.Source.StartsWith("01-", StringComparison.Ordinal))
                .ToDictionary(score => $"{score.Source} {score.Labeler} accuracy", score => Math.Round(score.Score.Accuracy, 4), StringComparer.Ordinal),
            Notes =
            [
                "Every metric is of a source, or of a part of one, that the training did not see.",
                "The encoder's licence applies to what was made of it; all-MiniLM-L6-v2 has the Apache License 2.0.",
                "English; other languages are left to the first stage's rules as far as those decide.",
                $"Data: what the hybrid labeller learns from, and {string.Join(", ", FurtherSources)} (MIT).",
            ],
        };
    }

    /// <summary>The pieces that occur, single characters, and the marks, in their order.</summary>
    private static List<int> Kept(IReadOnlyList<string> pieces, IReadOnlyList<LabelledResponse> rows)
    {
        var counts = new int[pieces.Count];
        var whole = new ReaderTokenizer(pieces);
        foreach (var row in rows)
        {
            foreach (var piece in whole.Encode(row.Prompt, row.Response).Tokens)
            {
                counts[piece]++;
            }
        }

        return [.. Enumerable.Range(0, pieces.Count).Where(piece => counts[piece] >= LeastCount || Marks.Contains(pieces[piece]) || IsCharacter(pieces[piece]))];
    }

    private static bool IsCharacter(string piece) => new StringInfo(piece.StartsWith("##", StringComparison.Ordinal) ? piece[2..] : piece).LengthInTextElements <= 1;
}
