using Demur.Learning.Models;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Conjunctions of literals with their votes, in flat arrays: what is left of a machine when learning is over. Literal l is feature l, or the absence of feature l − features.</summary>
internal sealed class RuleSet(int[] literalStarts, int[] literals, int[] voteStarts, int[] voteClasses, int[] voteWeights)
{
    public int Count => literalStarts.Length - 1;

    /// <summary>The literals of a rule, ascending.</summary>
    public ReadOnlySpan<int> Literals(int rule) => literals.AsSpan(literalStarts[rule], literalStarts[rule + 1] - literalStarts[rule]);

    /// <summary>The classes that a rule votes on, ascending.</summary>
    public ReadOnlySpan<int> Classes(int rule) => voteClasses.AsSpan(voteStarts[rule], voteStarts[rule + 1] - voteStarts[rule]);

    /// <summary>The votes of a rule, one for each of its classes.</summary>
    public ReadOnlySpan<int> Weights(int rule) => voteWeights.AsSpan(voteStarts[rule], voteStarts[rule + 1] - voteStarts[rule]);

    /// <summary>Joins equal clauses of all sections. Clauses without literals say nothing and are left out, as are those whose votes cancel.</summary>
    public static RuleSet Of(IReadOnlyList<ClauseSection> sections, int classes)
    {
        var votes = new SortedDictionary<int[], SortedDictionary<int, int>>(Comparer<int[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
        for (var index = 0; index < sections.Count; index++)
        {
            var section = sections[index];
            var voters = section is SharedSection ? Enumerable.Range(0, classes) : [index];
            for (var clause = 0; clause < section.Bank.Clauses; clause++)
            {
                var literals = BitWords.Positions(section.Bank.Included(clause));
                if (literals.Length == 0)
                {
                    continue;
                }

                if (!votes.TryGetValue(literals, out var ofRule))
                {
                    votes[literals] = ofRule = [];
                }

                foreach (var label in voters)
                {
                    ofRule[label] = ofRule.GetValueOrDefault(label) + section.Weight(clause, label);
                }
            }
        }

        return Flatten(votes.Select(pair => (pair.Key, pair.Value.Where(vote => vote.Value != 0).ToArray())).Where(rule => rule.Item2.Length > 0).ToList());
    }

    public void Write(ModelWriter writer)
    {
        writer.WriteInt32s(literalStarts);
        writer.WriteInt32s(literals);
        writer.WriteInt32s(voteStarts);
        writer.WriteInt32s(voteClasses);
        writer.WriteInt32s(voteWeights);
    }

    public static RuleSet Read(ModelReader reader, int features, int classes)
    {
        var (literalStarts, literals) = (reader.ReadInt32s(), reader.ReadInt32s());
        var (voteStarts, voteClasses, voteWeights) = (reader.ReadInt32s(), reader.ReadInt32s(), reader.ReadInt32s());
        Require(reader, literalStarts, literals, 2 * features, "literals");
        Require(reader, voteStarts, voteClasses, classes, "classes");
        if (literalStarts.Length != voteStarts.Length || voteClasses.Length != voteWeights.Length)
        {
            throw reader.Damaged($"{literalStarts.Length - 1} rules, votes of {voteStarts.Length - 1} and {voteWeights.Length} weights for {voteClasses.Length} classes");
        }

        var largest = voteWeights.Length == 0 ? 0 : voteWeights.Max(weight => Math.Abs((long)weight));
        return largest * (literalStarts.Length - 1) <= int.MaxValue
            ? new RuleSet(literalStarts, literals, voteStarts, voteClasses, voteWeights)
            : throw reader.Damaged($"a weight of {largest}");
    }

    /// <summary>Starts must ascend from 0 to the end, no stretch be empty, and the values of each ascend within bounds.</summary>
    private static void Require(ModelReader reader, int[] starts, int[] values, int limit, string what)
    {
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != values.Length)
        {
            throw reader.Damaged($"{what} of rules that do not fill {values.Length} places");
        }

        for (var rule = 0; rule + 1 < starts.Length; rule++)
        {
            var isWhole = starts[rule] < starts[rule + 1] && starts[rule + 1] <= values.Length;
            for (var i = starts[rule]; isWhole && i < starts[rule + 1]; i++)
            {
                isWhole = values[i] >= 0 && values[i] < limit && (i == starts[rule] || values[i] > values[i - 1]);
            }

            if (!isWhole)
            {
                throw reader.Damaged($"a rule {rule} whose {what} are out of order or range");
            }
        }
    }

    private static RuleSet Flatten(IReadOnlyList<(int[] Literals, KeyValuePair<int, int>[] Votes)> rules)
    {
        var (literalStarts, voteStarts) = (new int[rules.Count + 1], new int[rules.Count + 1]);
        for (var rule = 0; rule < rules.Count; rule++)
        {
            literalStarts[rule + 1] = literalStarts[rule] + rules[rule].Literals.Length;
            voteStarts[rule + 1] = voteStarts[rule] + rules[rule].Votes.Length;
        }

        var votes = rules.SelectMany(rule => rule.Votes).ToList();
        return new RuleSet(
            literalStarts,
            [.. rules.SelectMany(rule => rule.Literals)],
            voteStarts,
            [.. votes.Select(vote => vote.Key)],
            [.. votes.Select(vote => vote.Value)]);
    }
}
