using System.Numerics;
using System.Runtime.Intrinsics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Rules arranged for many examples at once: with 256 examples side by side in a vector, a literal is one bitwise and, and a rule ends where no example is left.</summary>
internal sealed class RuleColumns
{
    /// <summary>How many examples are looked at together.</summary>
    public const int BatchRows = 256;

    private const int VectorWords = BatchRows / 64;
    private const int MaxLiterals = 1 << 18; // 8 MB of columns; past this they outgrow the caches, and rows one by one are no worse
    private readonly RuleSet _rules;
    private readonly int[] _starts; // [rule + 1]
    private readonly int[] _literals; // of each rule, those that were rarest in training first
    private readonly int _features;

    public RuleColumns(RuleSet rules, double[] shares)
    {
        _rules = rules;
        _features = shares.Length / 2;
        _starts = new int[rules.Count + 1];
        var ordered = new List<int>();
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var literals = rules.Literals(rule).ToArray();
            Array.Sort(Array.ConvertAll(literals, literal => shares[literal]), literals);
            ordered.AddRange(literals);
            _starts[rule + 1] = ordered.Count;
        }

        _literals = [.. ordered];
    }

    /// <summary>Whether so many features are better looked at together.</summary>
    public static bool Suits(int features) => 2L * features <= MaxLiterals;

    /// <summary>Makes room for the columns of one batch.</summary>
    public AlignedWords MakeColumns() => new(2L * _features * VectorWords);

    /// <summary>Adds up the votes of up to <see cref="BatchRows"/> rows.</summary>
    /// <param name="features">The table.</param>
    /// <param name="first">Its first row of this batch.</param>
    /// <param name="columns">From <see cref="MakeColumns"/>.</param>
    /// <param name="sums">Zeros, one for each row and class.</param>
    /// <param name="classes">The number of classes.</param>
    public void Vote(BitMatrix features, int first, AlignedWords columns, Span<int> sums, int classes)
    {
        var rows = sums.Length / classes;
        Turn(features, first, rows, columns.Span);
        ref var column = ref columns.At(0);
        for (var rule = 0; rule + 1 < _starts.Length; rule++)
        {
            var holds = Vector256<ulong>.AllBitsSet;
            for (var i = _starts[rule]; i < _starts[rule + 1] && holds != Vector256<ulong>.Zero; i++)
            {
                holds &= Vector256.LoadUnsafe(ref column, (nuint)(_literals[i] * VectorWords));
            }

            for (var word = 0; word < VectorWords && holds != Vector256<ulong>.Zero; word++)
            {
                for (var left = holds.GetElement(word); left != 0; left &= left - 1)
                {
                    Add(rule, sums.Slice(((word * 64) + BitOperations.TrailingZeroCount(left)) * classes, classes));
                }
            }
        }
    }

    private void Add(int rule, Span<int> sums)
    {
        var labels = _rules.Classes(rule);
        var weights = _rules.Weights(rule);
        for (var i = 0; i < labels.Length; i++)
        {
            sums[labels[i]] += weights[i];
        }
    }

    /// <summary>Turns rows into columns of literals; rows that are not there hold no literal at all.</summary>
    private void Turn(BitMatrix features, int first, int rows, Span<ulong> columns)
    {
        columns.Clear();
        for (var row = 0; row < rows; row++)
        {
            var words = features.Row(first + row);
            for (var word = 0; word < words.Length; word++)
            {
                for (var left = words[word]; left != 0; left &= left - 1)
                {
                    columns[(((word * 64) + BitOperations.TrailingZeroCount(left)) * VectorWords) + (row >> 6)] |= 1UL << row;
                }
            }
        }

        for (var word = 0; word < VectorWords; word++)
        {
            var there = Math.Clamp(rows - (word * 64), 0, 64) is var count && count == 64 ? ulong.MaxValue : (1UL << count) - 1;
            for (var at = word; at < _features * VectorWords; at += VectorWords)
            {
                columns[(_features * VectorWords) + at] = ~columns[at] & there;
            }
        }
    }
}
