using CsCheck;
using Demur.Audit.Labelling.Text;

namespace Demur.Tests.Audit.Labelling;

public sealed class HashTableTests
{
    [Fact]
    public void It_finds_what_a_dictionary_finds() => Gen.ULong[1, ulong.MaxValue].HashSet[0, 200].Sample(keys =>
    {
        ulong[] given = [.. keys];
        var table = HashTable<int>.Of(given, i => i + 1);

        Assert.Equal(Enumerable.Range(1, given.Length), given.Select(table.Find));

        // Keys that differ in one bit collide in place, in filter, or in both.
        Assert.All(given.SelectMany(key => Enumerable.Range(0, 64).Select(bit => key ^ (1UL << bit))).Where(key => !keys.Contains(key)), key => Assert.Equal(0, table.Find(key)));
    });

    [Fact]
    public void Keys_that_share_place_and_filter_are_told_apart()
    {
        // Place and filter come from bits 14 to 44 and 58 to 63; these keys differ in the lowest only.
        ulong[] keys = [.. Enumerable.Range(1, 500).Select(i => 0xABC0_0000_0000_0000UL + (ulong)i)];
        var table = HashTable<string>.Of(keys, i => $"{i}");

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), keys.Select(key => table.Find(key)));
        Assert.Null(table.Find(0xABC0_0000_0000_0000UL + 501));
    }
}
