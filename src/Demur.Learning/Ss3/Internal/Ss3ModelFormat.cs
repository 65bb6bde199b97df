using System.Globalization;
using Demur.Learning.Models;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Ss3.Internal;

/// <summary>The file of a model: settings, operators by name, words, and each category's counts in canonical order. Values are computed on loading.</summary>
internal static class Ss3ModelFormat
{
    public const string Kind = "ss3";
    private const int MaxCategories = 1 << 16;

    public static ModelCard CardOf(Ss3Model model, ModelCard? card) => (card ?? new ModelCard { Kind = Kind, CreatedBy = "Demur" }) with
    {
        Kind = Kind,
        Rows = model.TextCount,
        Options = new Dictionary<string, string>
        {
            ["smoothness"] = Text(model.Options.Smoothness),
            ["significance"] = Text(model.Options.Significance),
            ["sanction"] = Text(model.Options.Sanction),
            ["alpha"] = Text(model.Options.Alpha),
            ["maxNgram"] = Text(model.Options.MaxNgram),
            ["mode"] = model.Options.Mode.ToString(),
            ["categories"] = string.Join(", ", model.Categories),
        },
    };

    public static void Write(Ss3Model model, ModelWriter writer)
    {
        writer.WriteOptions(model.Options, ModelJsonContext.Default.Ss3Options);
        SummaryOperator[] operators = [model.Operators.Words, model.Operators.Sentences, model.Operators.Paragraphs];
        foreach (var summary in operators)
        {
            writer.WriteString(SummaryOperator.Known.Contains(summary)
                ? summary.Name
                : throw new DemurException(ErrorCode.Usage, $"The operator '{summary.Name}' is code of your own and cannot be stored; save the model with the built-in operators and set yours after loading."));
        }

        var trie = model.Trie;
        writer.WriteInt32(trie.TextCount);
        writer.WriteTerms(trie.Words.Count, word => trie.Words[word]);
        writer.WriteInt32(trie.Categories.Count);
        for (var category = 0; category < trie.Categories.Count; category++)
        {
            WriteCategory(trie, category, writer);
        }
    }

    public static Ss3Model Read(ModelReader reader)
    {
        var options = ReadOptions(reader);
        var operators = new Ss3Operators { Words = ReadOperator(reader), Sentences = ReadOperator(reader), Paragraphs = ReadOperator(reader) };
        var textCount = reader.ReadInt32();
        var counts = new Ss3Counts(options.MaxNgram);
        var words = 0;
        reader.ReadTerms(term =>
        {
            counts.Words.FindOrAdd(term, NgramHash.Of(term));
            words++;
        });
        var categories = reader.ReadInt32();
        if (textCount < 0 || counts.Words.Count != words || categories is < 2 or > MaxCategories)
        {
            throw reader.Damaged($"{textCount} texts with {words} words in {categories} categories");
        }

        var most = new Dictionary<string, int[]>();
        for (var category = 0; category < categories; category++)
        {
            ReadCategory(reader, counts, most);
        }

        counts.Restore(textCount);
        if (counts.Categories.Count != categories)
        {
            throw reader.Damaged("a category twice");
        }

        return new Ss3Model(FrozenTrie.Of(counts, options, most), options, operators: operators);
    }

    /// <summary>Turns a model's counts back into counts that can grow.</summary>
    public static Ss3Counts CountsOf(FrozenTrie trie, int maxNgram)
    {
        var counts = new Ss3Counts(maxNgram);
        for (var word = 0; word < trie.Words.Count; word++)
        {
            counts.Words.FindOrAdd(trie.Words[word], NgramHash.Of(trie.Words[word]));
        }

        for (var category = 0; category < trie.Categories.Count; category++)
        {
            var (parents, words, seen) = Nodes(trie, category);
            var target = counts.Trie(trie.Categories[category]);
            for (var i = 0; i < parents.Count; i++)
            {
                target.Restore(parents[i], words[i], seen[i]);
            }
        }

        counts.Restore(trie.TextCount);
        return counts;
    }

    private static void WriteCategory(FrozenTrie trie, int category, ModelWriter writer)
    {
        var (parents, words, seen) = Nodes(trie, category);
        writer.WriteString(trie.Categories[category]);
        writer.WriteInt32s(trie.MaxCounts[category]);
        writer.WriteInt32s([.. parents]);
        writer.WriteInt32s([.. words]);
        writer.WriteInt32s([.. seen]);
    }

    private static void ReadCategory(ModelReader reader, Ss3Counts counts, Dictionary<string, int[]> most)
    {
        var name = reader.ReadString();
        var maxima = reader.ReadInt32s();
        var parents = reader.ReadInt32s();
        var words = reader.ReadInt32s();
        var seen = reader.ReadInt32s();
        if (string.IsNullOrWhiteSpace(name) || maxima.Length != counts.MaxNgram || parents.Length != words.Length || parents.Length != seen.Length)
        {
            throw reader.Damaged($"the category '{name}' with {parents.Length}, {words.Length} and {seen.Length} numbers");
        }

        var trie = counts.Trie(name);
        var lengths = new int[parents.Length];
        for (var i = 0; i < parents.Length; i++)
        {
            var isPossible = parents[i] >= -1 && parents[i] < i && (uint)words[i] < (uint)counts.Words.Count && seen[i] >= 1
                && (parents[i] < 0 || seen[i] <= seen[parents[i]]);
            lengths[i] = isPossible ? parents[i] < 0 ? 1 : lengths[parents[i]] + 1 : int.MaxValue;
            if (lengths[i] > maxima.Length || seen[i] > maxima[lengths[i] - 1] || trie.Restore(parents[i], words[i], seen[i]) != i)
            {
                throw reader.Damaged($"an impossible n-gram in the category '{name}'");
            }
        }

        most[name] = maxima;
    }

    /// <summary>One category's n-grams, parents first, numbered by their place.</summary>
    private static (List<int> Parents, List<int> Words, List<int> Seen) Nodes(FrozenTrie trie, int category)
    {
        var places = new Dictionary<int, int> { [-1] = -1 };
        var (parents, words, seen) = (new List<int>(), new List<int>(), new List<int>());
        for (var node = 0; node < trie.NodeCount; node++)
        {
            var start = trie.RowStarts[node];
            var found = trie.RowCategories[start..trie.RowStarts[node + 1]].BinarySearch(category);
            if (found >= 0)
            {
                places[node] = parents.Count;
                parents.Add(places[trie.Parent(node)]);
                words.Add(trie.LastWord(node));
                seen.Add(trie.RowCounts[start + found]);
            }
        }

        return (parents, words, seen);
    }

    private static Ss3Options ReadOptions(ModelReader reader)
    {
        var options = reader.ReadOptions(ModelJsonContext.Default.Ss3Options);
        try
        {
            options.Validate();
            return options;
        }
        catch (DemurException error)
        {
            throw reader.Damaged($"settings out of range ({error.Message})");
        }
    }

    private static SummaryOperator ReadOperator(ModelReader reader)
    {
        var name = reader.ReadString();
        return SummaryOperator.Known.FirstOrDefault(known => known.Name == name) ?? throw reader.Damaged($"an unknown operator '{name}'");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
