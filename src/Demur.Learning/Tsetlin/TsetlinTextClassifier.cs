using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Text;

namespace Demur.Learning.Tsetlin;

/// <summary>Classifies texts by rules over present and absent words, and shows the rules that held with the places of their words. Immutable and thread-safe.</summary>
public sealed class TsetlinTextClassifier
{
    /// <summary>What files and cards call this kind of model.</summary>
    public const string Kind = "tsetlin-text";

    private readonly TfidfModel _words;
    private readonly double _minMargin;

    internal TsetlinTextClassifier(TfidfModel words, TsetlinModel machine, IReadOnlyList<string> classes, double minMargin)
    {
        _words = words;
        _minMargin = minMargin;
        Machine = machine;
        Report = new TsetlinReport(machine, classes, TsetlinReadings.OfNames(words.FeatureName));
    }

    /// <summary>The rules over bits; a feature is an n-gram.</summary>
    public TsetlinModel Machine { get; }

    /// <summary>The rules in words: as text, JSON and HTML.</summary>
    public TsetlinReport Report { get; }

    /// <summary>The classes' names; of two the second is the positive one.</summary>
    public IReadOnlyList<string> Classes => Report.Classes;

    /// <summary>Decides the class of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="evidence">How many rules to show at most; 10 by default, 0 for none.</param>
    /// <returns>
    /// The class or an abstention. The score is the share of the positive class where there are two, else that of the class with the most votes; the evidence is the rules
    /// that held, positive weights for that class.
    /// </returns>
    public Decision Decide(string text, int evidence = 10)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bits = Encode(text);
        var verdict = Machine.Decide(bits, _minMargin);
        var shares = new double[Classes.Count];
        Machine.Probabilities(bits, shares);
        var subject = Classes.Count == 2 ? 1 : Array.IndexOf(shares, shares.Max());
        return new Decision
        {
            Label = verdict.IsRejected ? Decision.Abstain : Classes[verdict.Class],
            Score = shares[subject],
            Evidence = evidence > 0 ? Explain(text, bits, subject, evidence) : Evidence.None,
        };
    }

    /// <summary>Shows the rules that hold of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="label">The class whose votes are explained.</param>
    /// <param name="count">How many at most; 10 by default.</param>
    /// <returns>The rules with the most votes for or against the class.</returns>
    public Evidence Explain(string text, string label, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(text);
        var position = Classes.ToList().IndexOf(label);
        return position >= 0 ? Explain(text, Encode(text), position, count) : throw Names.Unknown("class", label, [.. Classes]);
    }

    /// <summary>Writes the classifier.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(Classes.Count);
        foreach (var name in Classes)
        {
            writer.WriteString(name);
        }

        writer.WriteDouble(_minMargin);
        _words.Write(writer);
        Machine.Write(writer);
    }

    /// <summary>Reads a classifier that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static TsetlinTextClassifier Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var count = reader.ReadInt32();
        if (count is < 2 or > 100_000)
        {
            throw reader.Damaged($"{count} classes");
        }

        var classes = new List<string>();
        for (var label = 0; label < count; label++)
        {
            classes.Add(reader.ReadString());
        }

        var minMargin = reader.ReadDouble();
        var words = TfidfModel.Read(reader);
        var machine = TsetlinModel.Read(reader);
        return machine.FeatureCount == words.FeatureCount && machine.ClassCount == count
            ? new TsetlinTextClassifier(words, machine, classes, minMargin)
            : throw reader.Damaged($"rules over {machine.FeatureCount} words and {machine.ClassCount} classes where there are {words.FeatureCount} and {count}");
    }

    /// <summary>Saves the classifier in one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="card">What the file says about itself; its kind is set to <see cref="Kind"/>.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public void Save(string path, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        ModelFile.Save(path, card with { Kind = Kind }, Write);
    }

    /// <summary>Loads a classifier.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The file is missing, damaged, of another kind or of a later version.</exception>
    public static TsetlinTextClassifier Load(string path) => ModelFile.Load(path, Kind, (reader, _) => Read(reader));

    private ulong[] Encode(string text)
    {
        var bits = new ulong[BitMatrix.WordsFor(Machine.FeatureCount)];
        foreach (var feature in _words.Transform(text).Indices)
        {
            bits[feature >> 6] |= 1UL << feature;
        }

        return bits;
    }

    private Evidence Explain(string text, ulong[] bits, int label, int count)
    {
        var spans = _words.Locate(text);
        return Evidence.Strongest(Machine.Explain(bits, label, count).Select(Clause), count);

        ClauseEvidence Clause(TsetlinRule rule) => new(
            string.Join(" AND ", Report.Read(rule)),
            rule.Weight,
            [.. rule.Literals.Select(literal => new ClauseLiteral(
                _words.FeatureName(literal.Feature),
                literal.IsNegated,
                literal.IsNegated ? [] : spans.GetValueOrDefault(literal.Feature) ?? []))]);
    }
}
