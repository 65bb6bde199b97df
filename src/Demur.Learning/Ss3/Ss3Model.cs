using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Ss3.Internal;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Ss3;

/// <summary>A trained SS3 classifier. Immutable and thread-safe, with one workspace a thread where calls take one.</summary>
public sealed class Ss3Model
{
    private readonly SpokenRows _spoken;

    internal Ss3Model(FrozenTrie trie, Ss3Options options, Ss3Values? known = null, Ss3Operators? operators = null)
    {
        Trie = trie;
        Values = Ss3Values.Of(trie, options, known);
        Operators = operators ?? new Ss3Operators();
        _spoken = new SpokenRows(trie, Values.Confidence, options.Alpha);
    }

    /// <summary>The settings.</summary>
    public Ss3Options Options => Values.Options;

    /// <summary>How parts are summed up.</summary>
    public Ss3Operators Operators { get; }

    /// <summary>The categories in ordinal order.</summary>
    public IReadOnlyList<string> Categories => Trie.Categories;

    /// <summary>The number of different n-grams that the model knows, of all lengths.</summary>
    public int TermCount => Trie.NodeCount;

    /// <summary>The number of texts that it has learnt.</summary>
    public int TextCount => Trie.TextCount;

    /// <summary>The category with the most words learnt; the first of several equal ones.</summary>
    public string MostProbable => Categories[Trie.WordCounts.AsSpan().IndexOf(Trie.WordCounts.Max())];

    internal FrozenTrie Trie { get; }

    internal Ss3Values Values { get; }

    /// <summary>Changes the settings without learning anew; only the stages of the formula that a change enters are computed again.</summary>
    /// <param name="options">The new settings; n-gram length and pruning must stay as they were learnt.</param>
    /// <returns>Another model on the same counts.</returns>
    /// <exception cref="DemurException">A setting is out of range, or would need learning anew.</exception>
    public Ss3Model With(Ss3Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return options.MaxNgram == Options.MaxNgram && options.PruneAfterWords == Options.PruneAfterWords && options.PruneCount == Options.PruneCount
            ? new Ss3Model(Trie, options, Values, Operators)
            : throw new DemurException(ErrorCode.Usage, "The length of n-grams and their pruning are fixed when a model is learnt; learn another one.");
    }

    /// <summary>Replaces the summary operators.</summary>
    /// <param name="operators">The new operators.</param>
    /// <returns>Another model on the same values.</returns>
    public Ss3Model With(Ss3Operators operators)
    {
        ArgumentNullException.ThrowIfNull(operators);
        return new Ss3Model(Trie, Options, Values, operators);
    }

    /// <summary>Says how strongly a text speaks for each category.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One confidence a category.</returns>
    public ConfidenceVector Classify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Classify(text, new Ss3Workspace());
    }

    /// <summary>Says how strongly a text speaks for each category.</summary>
    /// <param name="text">The text.</param>
    /// <param name="workspace">The caller's buffers.</param>
    /// <returns>One confidence a category.</returns>
    public ConfidenceVector Classify(ReadOnlySpan<char> text, Ss3Workspace workspace)
    {
        var values = new double[Categories.Count];
        Classify(text, values, workspace);
        return new ConfidenceVector(Categories, values);
    }

    /// <summary>Says how strongly a text speaks for each category without allocating in the steady state.</summary>
    /// <param name="text">The text.</param>
    /// <param name="confidences">Filled with one confidence a category.</param>
    /// <param name="workspace">The caller's buffers.</param>
    public void Classify(ReadOnlySpan<char> text, Span<double> confidences, Ss3Workspace workspace)
    {
        confidences.Clear();
        Accumulate(text, confidences, 0, workspace);
    }

    /// <summary>Chooses the strongest category. The score is its part of all confidence, which is no calibrated probability.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unknown">What to say when no word speaks; abstain when null.</param>
    /// <returns>The decision with the words that it rests on.</returns>
    /// <exception cref="DemurException">The policy falls back on a category that the model does not have.</exception>
    public Decision Decide(string text, Ss3UnknownPolicy? unknown = null)
    {
        var vector = Classify(text);
        return vector.IsSilent
            ? new Decision { Label = Fallback(unknown ?? Ss3UnknownPolicy.Abstain), Score = 0 }
            : new Decision { Label = Categories[vector.Strongest], Score = vector.Share, Evidence = Explain(text, Categories[vector.Strongest]) };
    }

    /// <summary>Says which words and n-grams speak for a category, and where they stand. With sums as operators their weights add up to the confidence.</summary>
    /// <param name="text">The text.</param>
    /// <param name="category">The category; the text's strongest when null.</param>
    /// <param name="count">How many at most; 10 by default.</param>
    /// <returns>The strongest n-grams; none when no word speaks.</returns>
    /// <exception cref="DemurException">There is no such category.</exception>
    public Evidence Explain(string text, string? category = null, int count = 10)
    {
        var reading = Ss3Reading.Of(this, text);
        var index = category is null ? reading.Confidence.Strongest : ConfidenceVector.IndexOf(Categories, category);
        return Evidence.Strongest(
            reading.Units
                .Where(unit => unit.Confidences.Values[index] > 0)
                .GroupBy(unit => unit.Term, StringComparer.Ordinal)
                .Select(units => new NgramEvidence(units.Key, units.Sum(unit => unit.Confidences.Values[index]), [.. units.Select(unit => unit.Span)])),
            count);
    }

    /// <summary>Looks an n-gram's values up.</summary>
    /// <param name="term">One or more words; they are folded as texts are.</param>
    /// <param name="category">The category.</param>
    /// <returns>The values; all 0 when the n-gram was never seen there.</returns>
    /// <exception cref="DemurException">There is no such category.</exception>
    public Ss3TermValue Value(string term, string category)
    {
        ArgumentNullException.ThrowIfNull(term);
        var index = ConfidenceVector.IndexOf(Categories, category);
        var node = FindNode(term);
        var start = node < 0 ? 0 : Trie.RowStarts[node];
        var found = node < 0 ? -1 : Trie.RowCategories[start..Trie.RowStarts[node + 1]].BinarySearch(index);
        return found < 0 ? new Ss3TermValue(term, category, 0, 0, 0, 0, 0, 0) : ValueAt(node, start + found);
    }

    /// <summary>The n-grams that speak most strongly for a category.</summary>
    /// <param name="category">The category.</param>
    /// <param name="count">How many at most; 20 by default.</param>
    /// <param name="length">Only n-grams of so many words; all lengths when null.</param>
    /// <returns>The n-grams by falling confidence, equal ones in the model's order.</returns>
    /// <exception cref="DemurException">There is no such category.</exception>
    public IReadOnlyList<Ss3TermValue> TopTerms(string category, int count = 20, int? length = null)
    {
        var index = ConfidenceVector.IndexOf(Categories, category);
        var found = new List<(int Node, int Entry)>();
        for (var node = 0; node < Trie.NodeCount; node++)
        {
            var isAsked = length is null || (length >= 1 && length < Trie.LengthStarts.Length && node >= Trie.LengthStarts[length.Value - 1] && node < Trie.LengthStarts[length.Value]);
            for (var entry = Trie.RowStarts[node]; isAsked && entry < Trie.RowStarts[node + 1]; entry++)
            {
                if (Trie.RowCategories[entry] == index && Values.Confidence[entry] > 0)
                {
                    found.Add((node, entry));
                }
            }
        }

        return [.. found.OrderByDescending(pair => Values.Confidence[pair.Entry]).Take(count).Select(pair => ValueAt(pair.Node, pair.Entry))];
    }

    /// <summary>Starts a stream, such as one user's posts, with nothing read yet.</summary>
    /// <returns>The stream.</returns>
    public Ss3Stream StartStream() => new(this);

    /// <summary>Saves the model in one file, with its counts, so that learning can go on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="card">What is known of the model beside its settings; null for nothing.</param>
    /// <exception cref="DemurException">The file cannot be written, or an operator is not one of <see cref="SummaryOperator"/>'s own.</exception>
    public void Save(string path, ModelCard? card = null) => ModelFile.Save(path, Ss3ModelFormat.CardOf(this, card), writer => Ss3ModelFormat.Write(this, writer));

    /// <summary>Loads a model. Files from strangers are safe to open.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model, equal to the one saved.</returns>
    /// <exception cref="DemurException">The file is missing, damaged or holds something else.</exception>
    public static Ss3Model Load(string path) => ModelFile.Load(path, Ss3ModelFormat.Kind, (reader, _) => Ss3ModelFormat.Read(reader));

    /// <summary>Writes the model into a larger file; <see cref="Read(ModelReader)"/> reads it.</summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="DemurException">An operator is not one of <see cref="SummaryOperator"/>'s own.</exception>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Ss3ModelFormat.Write(this, writer);
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static Ss3Model Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Ss3ModelFormat.Read(reader);
    }

    /// <summary>Gives the counts back, to learn more texts. N-grams that pruning left out are not among them.</summary>
    /// <returns>Counts that make an equal model.</returns>
    public Ss3Counts ToCounts() => Ss3ModelFormat.CountsOf(Trie, Options.MaxNgram);

    /// <summary>Takes a text's paragraphs into a running total; returns how many it then holds.</summary>
    internal int Accumulate(ReadOnlySpan<char> text, Span<double> total, int paragraphs, Ss3Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (total.Length != Categories.Count)
        {
            throw new ArgumentException($"There is room for {total.Length} confidences; the model has {Categories.Count} categories.", nameof(total));
        }

        var fold = new ConfidenceFold(_spoken, Operators, total, paragraphs, workspace.FoldSums(Categories.Count));
        UnitWalk.Run(Trie, Values, text, workspace, withPlaces: false, ref fold);
        fold.Finish();
        return fold.Paragraphs;
    }

    /// <summary>Reads a text once for any number of classifications by models on the same counts.</summary>
    internal ReadText ReadOnce(ReadOnlySpan<char> text, Ss3Workspace workspace)
    {
        workspace.Reader.Read(text, withPlaces: false);
        return new ReadText([.. workspace.Reader.Tokens], [.. UnitWalk.Words(Trie, workspace)]);
    }

    /// <summary>Classifies a text that was read before.</summary>
    internal void Classify(ReadText text, Span<double> confidences, Ss3Workspace workspace)
    {
        confidences.Clear();
        var fold = new ConfidenceFold(_spoken, Operators, confidences, 0, workspace.FoldSums(Categories.Count));
        UnitWalk.Run(Trie, Values, text.Tokens, text.Words, workspace, ref fold);
        fold.Finish();
    }

    /// <summary>An n-gram's confidences, alpha applied.</summary>
    internal ConfidenceVector VectorOf(int node)
    {
        var values = new double[Categories.Count];
        _spoken.AddTo(values, node);
        return new ConfidenceVector(Categories, values);
    }

    private string Fallback(Ss3UnknownPolicy policy) => policy.Abstains ? Decision.Abstain
        : policy.Category is null ? MostProbable
        : Categories[ConfidenceVector.IndexOf(Categories, policy.Category)];

    private int FindNode(string term)
    {
        var reader = new Ss3Reader();
        reader.Read(term, withPlaces: false);
        var node = -1;
        foreach (ref readonly var token in reader.Tokens)
        {
            var characters = reader.WordOf(token);
            var word = Trie.Words.Find(characters, NgramHash.Of(characters));
            node = token.Start == 0 ? word : node >= 0 && word >= 0 ? Trie.Child(node, word) : -1;
        }

        return node;
    }

    private Ss3TermValue ValueAt(int node, int entry) => new(
        Trie.Name(node),
        Categories[Trie.RowCategories[entry]],
        Trie.RowCounts[entry],
        Values.Local[entry],
        Values.Significant[entry],
        Values.SanctionAt(node, entry),
        Values.Global[entry],
        Values.Confidence[entry]);
}
