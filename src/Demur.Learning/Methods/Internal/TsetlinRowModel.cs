using System.Buffers;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Methods.Internal;

/// <summary>The rules of a Tsetlin Machine over rows whose stored values count as ones. Immutable and thread-safe.</summary>
internal sealed class TsetlinRowModel(TsetlinModel rules) : IModel
{
    public const string Kind = "tsetlin";

    public TsetlinModel Rules { get; } = rules;

    public int FeatureCount => Rules.FeatureCount;

    public int ClassCount => Rules.ClassCount;

    public void Predict(SparseRow row, Span<double> probabilities)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(WordCount);
        Rules.Probabilities(Pack(row, rented), probabilities);
        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>The rules that hold in a row, by their votes for a class; with two classes also those that vote on the other, the other way round.</summary>
    public IReadOnlyList<TsetlinRule> Explain(SparseRow row, int label)
    {
        var words = Pack(row, new ulong[WordCount]);
        return ClassCount == 2 ? Joined(Rules.Explain(words, label), Rules.Explain(words, 1 - label), label) : Rules.Explain(words, label);
    }

    /// <summary>The rules that speak for a class: those that vote for it and, with two classes, those that vote against the other.</summary>
    public IEnumerable<TsetlinRule> RulesFor(int label) =>
        (ClassCount == 2 ? Joined(Rules.GetRules(label), Rules.GetRules(1 - label), label) : Rules.GetRules(label)).Where(rule => rule.Weight > 0);

    public void Write(ModelWriter writer) => Rules.Write(writer);

    public static TsetlinRowModel Read(ModelReader reader) => new(TsetlinModel.Read(reader));

    private int WordCount => (FeatureCount + 63) / 64;

    private static List<TsetlinRule> Joined(IReadOnlyList<TsetlinRule> own, IReadOnlyList<TsetlinRule> others, int label) =>
        [.. own.Concat(others.Select(rule => rule with { Class = label, Weight = -rule.Weight })).OrderByDescending(rule => Math.Abs(rule.Weight)).ThenBy(rule => rule.Literals.Count)];

    private ReadOnlySpan<ulong> Pack(SparseRow row, ulong[] buffer)
    {
        var words = buffer.AsSpan(0, WordCount);
        words.Clear();
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Values[i] != 0 && row.Indices[i] < FeatureCount)
            {
                words[row.Indices[i] >> 6] |= 1UL << row.Indices[i];
            }
        }

        return words;
    }
}
