using Demur.Decisions;
using Demur.Learning.Ss3.Internal;

namespace Demur.Learning.Ss3;

/// <summary>A text as a model reads it: every word with its place and confidences, summed up to sentences, paragraphs and the whole. Immutable.</summary>
public sealed class Ss3Reading
{
    private Ss3Reading(Ss3Model model, string text, IReadOnlyList<Ss3Unit> units)
    {
        Model = model;
        Text = text;
        Units = units;
        Sentences = Parts(units, unit => unit.Sentence, parts => Fold(model.Operators.Words, parts.Select(unit => unit.Confidences)));
        Paragraphs = Parts(units, unit => unit.Paragraph, parts => Fold(
            model.Operators.Sentences, parts.Select(unit => unit.Sentence).Distinct().Select(sentence => Sentences[sentence].Confidences)));
        Confidence = Fold(model.Operators.Paragraphs, Paragraphs.Select(part => part.Confidences));
    }

    /// <summary>The model.</summary>
    public Ss3Model Model { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The words and n-grams in order.</summary>
    public IReadOnlyList<Ss3Unit> Units { get; }

    /// <summary>The sentences that hold words, in order.</summary>
    public IReadOnlyList<Ss3Part> Sentences { get; }

    /// <summary>The paragraphs that hold words, in order.</summary>
    public IReadOnlyList<Ss3Part> Paragraphs { get; }

    /// <summary>The whole text's confidences, equal to those of <see cref="Ss3Model.Classify(string)"/>.</summary>
    public ConfidenceVector Confidence { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text.</param>
    /// <returns>The reading.</returns>
    public static Ss3Reading Of(Ss3Model model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        var workspace = new Ss3Workspace();
        var sink = new UnitSink(model, text, workspace.Reader);
        UnitWalk.Run(model.Trie, model.Values, text, workspace, withPlaces: true, ref sink);
        return new Ss3Reading(model, text, sink.Units);
    }

    /// <summary>Says how to colour the text; stretches that say nothing are left out.</summary>
    /// <param name="level">The level; words by default.</param>
    /// <param name="category">Only what speaks for this category; each stretch's strongest when null.</param>
    /// <returns>The stretches in order.</returns>
    /// <exception cref="DemurException">There is no such category.</exception>
    public IReadOnlyList<Ss3Shade> Shades(Ss3Level level = Ss3Level.Word, string? category = null)
    {
        int? asked = category is null ? null : ConfidenceVector.IndexOf(Model.Categories, category);
        var parts = level switch
        {
            Ss3Level.Sentence => Sentences,
            Ss3Level.Paragraph => Paragraphs,
            _ => Units.Select(unit => new Ss3Part(unit.Span, unit.Confidences)),
        };
        var speaking = parts.Select(part => (part, index: asked ?? part.Confidences.Strongest)).Where(pair => pair.part.Confidences.Values[pair.index] > 0).ToList();
        var most = speaking.Count == 0 ? 0 : speaking.Max(pair => pair.part.Confidences.Values[pair.index]);
        return
        [
            .. speaking.Select(pair => new Ss3Shade(
                pair.part.Span, Model.Categories[pair.index], pair.part.Confidences.Values[pair.index], pair.part.Confidences.Values[pair.index] / most, pair.part.Confidences)),
        ];
    }

    private static List<Ss3Part> Parts(IReadOnlyList<Ss3Unit> units, Func<Ss3Unit, int> part, Func<IReadOnlyList<Ss3Unit>, ConfidenceVector> sum) =>
        [.. units.GroupBy(part).Select(members => new Ss3Part(Around([.. members]), sum([.. members])))];

    private static TextSpan Around(IReadOnlyList<Ss3Unit> units) => new(units[0].Span.Start, units[^1].Span.End - units[0].Span.Start);

    private ConfidenceVector Fold(SummaryOperator summary, IEnumerable<ConfidenceVector> parts)
    {
        var values = new double[Model.Categories.Count];
        var count = 0;
        foreach (var part in parts)
        {
            summary.Add(values, part.Values, count++);
        }

        return new ConfidenceVector(Model.Categories, values);
    }

    private struct UnitSink(Ss3Model model, string text, Ss3Reader reader) : IUnitSink
    {
        private int _sentence = -1;
        private int _paragraph = -1;

        public List<Ss3Unit> Units { get; } = [];

        public void Take(int node, int firstToken, int length, Ss3Break before)
        {
            _sentence += before >= Ss3Break.Sentence ? 1 : 0;
            _paragraph += before == Ss3Break.Paragraph ? 1 : 0;
            var first = reader.Tokens[firstToken];
            var term = node >= 0 ? model.Trie.Name(node) : new string(reader.WordOf(first));
            var span = reader.Place(first, reader.Tokens[firstToken + length - 1], text);
            Units.Add(new Ss3Unit(term, span, model.VectorOf(node), _sentence, _paragraph));
        }
    }
}
