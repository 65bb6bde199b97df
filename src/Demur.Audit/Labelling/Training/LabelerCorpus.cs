using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Rules;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// What the shipped labeller is made of and measured on: named open data sets, our labels for their rows, and our own exchanges. Rows that a source's judges
/// label are used where the phrase rules agree with the judges, at a third of the weight of a label by hand.
/// </summary>
public sealed class LabelerCorpus
{
    /// <summary>How much a label by hand counts against one by judges and rules.</summary>
    internal const double HandWeight = 3;

    /// <summary>How much a source's own label by people counts.</summary>
    private const double PeopleWeight = 2;

    private const int JudgedPerModel = 150;
    private const int OpeningWords = PhraseFeatures.OpeningWords;

    private static readonly ICorpusSource[] Sources =
    [
        new ChatGptSource(), new NoncomplianceSource(), new PastTenseSource(), new ArtifactsSource(), new RefusalDirectionSource(), new LegalContextSource(),
        new SafetyRbrSource(), new SafeDecodingSource(), new MedSafetySource(),
        new HhRlhfSource(), new DoNotAnswerSource(), new RefusalStabilitySource(), new SafetyTunedSource(), new AlpacaEvalSource(),
        new HaluEvalSource(), new DertaSource(), new RefusalBenchSource(), new JailbreakEvalSource(), new GemmaAxisSource(), new QuantMultiturnSource(),
        new FalseRefusalSource(), new CipherChatSource(), new AlignmentAttributionSource(), new IssueBenchSource(),
    ];

    private LabelerCorpus(IReadOnlyList<LabelledResponse> training, IReadOnlyList<LabelledResponse> handLabelled, IReadOnlyList<LabelledResponse> unseen)
    {
        Training = training;
        HandLabelled = handLabelled;
        Unseen = unseen;
    }

    /// <summary>What the shipped labeller learns from.</summary>
    public IReadOnlyList<LabelledResponse> Training { get; }

    /// <summary>Exchanges of ours in other languages than English, which only the hybrid's model of those languages learns from.</summary>
    public IReadOnlyList<LabelledResponse> OtherLanguages { get; private init; } = [];

    /// <summary>The part of <see cref="Training"/> that people labelled: what a held-out source is measured on.</summary>
    public IReadOnlyList<LabelledResponse> HandLabelled { get; }

    /// <summary>Labelled responses that the hybrid is never trained on: whole sources, the parts of data set 01 that are kept apart (<c>01-…/val</c>, <c>01-…/test</c>), and the fresh test sets.</summary>
    public IReadOnlyList<LabelledResponse> Unseen { get; }

    /// <summary>Sources that only measure and whose folder is not below the data directory.</summary>
    public IReadOnlyList<string> Absent { get; private init; } = [];

    /// <summary>Folders of sources to learn from that are not below the data directory; <see cref="LabelerTrainer"/> refuses to train when there are any.</summary>
    public IReadOnlyList<string> Missing { get; private init; } = [];

    /// <summary>Loads the corpus.</summary>
    /// <param name="directory">The folder with one folder a source.</param>
    /// <param name="labels">Our labels, as in <c>data/labels/labels.jsonl</c>.</param>
    /// <param name="own">Our own exchanges, as in <c>data/labels/synthetic.jsonl</c>.</param>
    /// <param name="languages">Those in other languages than English, as in <c>data/labels/languages.jsonl</c>.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <returns>The corpus, in an order that depends on the files alone.</returns>
    /// <exception cref="DemurException">A row is not the one that was labelled.</exception>
    public static async Task<LabelerCorpus> LoadAsync(string directory, Stream labels, Stream own, Stream languages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var known = await LabelFile.ReadLabelsAsync(labels, cancellationToken).ConfigureAwait(false);
        var (training, hand, unseen) = (new List<LabelledResponse>(), new List<LabelledResponse>(), new List<LabelledResponse>());
        var (absent, missing) = (new List<string>(), new List<string>());
        foreach (var source in Sources)
        {
            var folder = Path.Combine(directory, source.Folder);
            if (!Directory.Exists(folder))
            {
                (source.IsTrained ? missing : absent).Add(source.IsTrained ? source.Folder : source.Name);
                continue;
            }

            var judged = new List<LabelledResponse>();
            await foreach (var entry in source.ReadAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                Sort(source, entry, known.GetValueOrDefault((source.Name, entry.Row)), hand, unseen, judged);
            }

            training.AddRange(hand.Where(row => row.Source == source.Name));
            training.AddRange(Cap(judged));
        }

        var ours = await LabelFile.ReadOwnAsync(own, cancellationToken).ConfigureAwait(false);
        var recorded = await LabelFile.ReadRecordingsAsync(cancellationToken).ConfigureAwait(false);
        var foreign = await LabelFile.ReadLanguagesAsync(languages, cancellationToken).ConfigureAwait(false);
        unseen.AddRange(foreign.Where(row => row.Source != LabelFile.LanguageSource));
        return new LabelerCorpus([.. training, .. recorded, .. ours], [.. hand, .. recorded], unseen)
        {
            OtherLanguages = [.. foreign.Where(row => row.Source == LabelFile.LanguageSource)],
            Absent = absent,
            Missing = missing,
        };
    }

    private static void Sort(ICorpusSource source, CorpusEntry entry, ResponseLabel? label, List<LabelledResponse> hand, List<LabelledResponse> unseen, List<LabelledResponse> judged)
    {
        if (string.IsNullOrWhiteSpace(entry.Response))
        {
            return;
        }

        if (label is not null && label.Hash != LabelFile.HashOf(entry.Response))
        {
            throw new DemurException($"{source.Name}, row {entry.Row}: the response is not the one that was labelled (hash {LabelFile.HashOf(entry.Response)}, label for {label.Hash}); use the source's commit that docs/labeler.md names.");
        }

        var isRefusal = label?.IsRefusal ?? entry.IsRefusal;
        if (isRefusal is { } known)
        {
            var row = Row(source.Name, entry, known, label is null ? PeopleWeight : HandWeight);
            if (entry.Part is not null || label?.Part is not null)
            {
                unseen.Add(row with { Source = label?.Part ?? $"{source.Name}/{entry.Part}" });
            }
            else
            {
                (source.IsTrained ? hand : unseen).Add(row);
            }
        }
        else if (source.IsTrained && entry.JudgedCompliant is { } compliant && Declines(entry) != compliant)
        {
            judged.Add(Row(source.Name, entry, !compliant, 1));
        }
    }

    private static LabelledResponse Row(string source, CorpusEntry entry, bool isRefusal, double weight) => new()
    {
        Prompt = entry.Prompt,
        Response = entry.Response,
        IsRefusal = isRefusal,
        Source = source,
        Model = entry.Model,
        Weight = weight,
    };

    /// <summary>Whether a refusing phrase stands in the opening.</summary>
    private static bool Declines(CorpusEntry entry)
    {
        var workspace = LabellingWorkspace.Current;
        workspace.Read(entry.Prompt, entry.Response, PhraseRules.Shipped);
        return workspace.Hits.Exists(hit => hit.Kind == PhraseKind.Policy && hit.First < OpeningWords);
    }

    /// <summary>Keeps at most so many judged rows of each model and label, chosen by their text's hash and left in file order.</summary>
    private static IEnumerable<LabelledResponse> Cap(List<LabelledResponse> judged)
    {
        var kept = judged
            .GroupBy(row => (row.Model, row.IsRefusal))
            .SelectMany(group => group.OrderBy(row => LabelFile.HashOf(row.Response), StringComparer.Ordinal).Take(JudgedPerModel))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return judged.Where(kept.Contains);
    }
}
