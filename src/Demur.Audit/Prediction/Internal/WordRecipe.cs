using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Text;

namespace Demur.Audit.Prediction.Internal;

/// <summary>Words, and concepts of a lexicon, with logistic regression.</summary>
internal sealed record WordRecipe(PromptFeatureSet Features, Lexicon Lexicon) : PromptRecipe
{
    private static readonly TfidfOptions Pairs = new() { MaxNgram = 2, SublinearTf = true };
    private static readonly TfidfOptions Characters = new() { Analyzer = NgramAnalyzer.CharacterInWord, MinNgram = 2, MaxNgram = 5, SublinearTf = true };

    public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>(StringComparer.Ordinal) { ["features"] = Features.ToString() };

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
        PromptFeatureSet.WordsAndConcepts => 1,
        _ => 0.5,
    };

    private IReadOnlyList<ITextFeatures> Blocks(List<string> texts, CancellationToken cancellationToken) => Features switch
    {
        PromptFeatureSet.Words => [new TfidfVectorizer().Fit(texts, cancellationToken)],
        PromptFeatureSet.WordsAndConcepts => [new TfidfVectorizer(Pairs).Fit(texts, cancellationToken), ConceptFeatures.Fit(Lexicon, texts)],
        _ =>
        [
            new TfidfVectorizer(Pairs).Fit(texts, cancellationToken),
            ConceptFeatures.Fit(Lexicon, texts),
            new TfidfVectorizer(Characters).Fit(texts, cancellationToken),
        ],
    };
}
