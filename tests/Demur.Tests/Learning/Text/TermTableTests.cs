using CsCheck;
using Demur.Learning.Text.Internal;

namespace Demur.Tests.Learning.Text;

public sealed class TermTableTests
{
    [Fact]
    public void Terms_found_by_the_batch_are_those_found_one_by_one() =>
        Gen.Select(Gen.String[Gen.Char["ab"], 1, 6].Array[0, 80], Gen.String[Gen.Char["ab"], 1, 6].Array[0, TermTable.BatchSize]).Sample((known, asked) =>
        {
            var table = new TermTable();
            foreach (var term in known)
            {
                table.FindOrAdd(term, Crowded(term));
            }

            var text = string.Concat(asked);
            var starts = asked.Select((_, i) => asked.Take(i).Sum(term => term.Length)).ToArray();
            var found = new int[asked.Length];

            var count = table.FindAll(text, [.. asked.Select(Crowded)], starts, [.. asked.Select(term => term.Length)], found);

            Assert.Equal(asked.Select(term => table.Find(term, Crowded(term))).Where(term => term >= 0), found.Take(count));
        }, iter: 500);

    /// <summary>A hash of few values, so that terms collide in their slot and in the stored half.</summary>
    private static ulong Crowded(string term) => NgramHash.Of(term) % 5 * 0x100000001;
}
