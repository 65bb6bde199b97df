using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Text;
using Demur.Sentences;

namespace Demur.Audit.Prediction.Internal;

/// <summary>Words, concepts of a lexicon and an encoder's vectors, with logistic regression.</summary>
internal sealed record WordRecipe(PromptFeatureSet Features, Lexicon Lexicon, ISentenceEncoder? Encoder) : PromptRecipe
{
    /// <summary>The name under which a model file says which encoder it needs.</summary>
    public const string EncoderKey = "encoder";

    private static readonly TfidfOptions Pairs = new() { MaxNgram = 2, SublinearTf = true };
    private static readonly TfidfOptions Characters = new() { Analyzer = NgramAnalyzer.CharacterInWord, MinNgram = 2, MaxNgram = 5, SublinearTf = true };

    public override IReadOnlyDictionary<string, string> Options
    {
        get
        {
            var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["features"] = Features.ToString() };
            if (Features == PromptFeatureSet.WordsConceptsAndSentences)
            {
                options[EncoderKey] = Encoder!.Id;
            }

            return options;
        }
    }

    public override IPromptModel Fit(IReadOnlyList<LabeledPrompt> prompts, IReadOnlyList<int> rows, int seed, CancellationToken cancellationToken)
    {
        var texts = rows.Select(row => prompts[row].Prompt).ToList();
        var features = new JoinedFeatures(Blocks(texts, cancellationToken));
        var examples = new TrainingSet(features.TransformAll(texts, cancellationToken), [.. rows.Select(row => prompts[row].IsRefusal)]);
        var model = new LogisticRegression(new LogisticOptions { C = Strength, Tolerance = 1e-6 }).Fit(examples, cancellationToken);
        return new LinearPromptModel(new TextClassifier(features, model));
    }

    private double Strength => Features switch
    {
        PromptFeatureSet.Words => 10,
        PromptFeatureSet.WordsAndConcepts => 4,
        PromptFeatureSet.WordsConceptsAndSentences => 1,
        _ => 0.5,
    };

    private IReadOnlyList<ITextFeatures> Blocks(List<string> texts, CancellationToken cancellationToken) => Features switch
    {
        PromptFeatureSet.Words => [new TfidfVectorizer().Fit(texts, cancellationToken)],
        PromptFeatureSet.WordsAndConcepts => [new TfidfVectorizer(Pairs).Fit(texts, cancellationToken), ConceptFeatures.Fit(Lexicon, texts)],
        PromptFeatureSet.WordsConceptsAndSentences =>
        [
            new TfidfVectorizer(Pairs).Fit(texts, cancellationToken),
            ConceptFeatures.Fit(Lexicon, texts),
            new SentenceFeatures(Encoder ?? throw new DemurException(ErrorCode.Usage, $"{nameof(PromptFeatureSet)}.{Features} needs an encoder; set {nameof(PromptPredictorOptions)}.{nameof(PromptPredictorOptions.Encoder)}.")),
        ],
        _ =>
        [
            new TfidfVectorizer(Pairs).Fit(texts, cancellationToken),
            ConceptFeatures.Fit(Lexicon, texts),
            new TfidfVectorizer(Characters).Fit(texts, cancellationToken),
        ],
    };
}
