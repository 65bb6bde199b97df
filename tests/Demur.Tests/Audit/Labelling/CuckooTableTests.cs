using CsCheck;
using Demur.Audit.Labelling.Text;

namespace Demur.Tests.Audit.Labelling;

public sealed class CuckooTableTests
{
    [Fact]
    public void It_finds_what_a_dictionary_finds() => Gen.ULong[1, ulong.MaxValue].HashSet[0, 300].Sample(keys =>
    {
        ulong[] given = [.. keys.Select(WordHash.Finish).Distinct()];
        var table = CuckooTable.Of(given, [.. given.Select(Value)])!;

        Assert.Equal(given.Select(Value), given.Select(table.Find));
        Assert.All(keys.Select(key => WordHash.Append(key, 7)).Except(given), key => Assert.Equal(0u, table.Find(key)));
    });

    [Fact]
    public void Forty_thousand_hashes_are_all_found()
    {
        ulong[] keys = [.. Enumerable.Range(1, 40_000).Select(i => WordHash.Finish((ulong)i)).Distinct()];
        var table = CuckooTable.Of(keys, [.. keys.Select(Value)])!;

        Assert.Equal(keys.Select(Value), keys.Select(table.Find));
        Assert.All(Enumerable.Range(40_001, 200_000), i => Assert.Equal(0u, table.Find(WordHash.Finish((ulong)i))));
    }

    [Fact]
    public void Two_hashes_that_name_the_same_places_both_find_room()
    {
        ulong[] keys = [0x0000_0001_0002_8003, 0x0000_0003_0002_8003];
        var table = CuckooTable.Of(keys, [5, 6])!;

        Assert.Equal([5u, 6u, 0u], [table.Find(keys[0]), table.Find(keys[1]), table.Find(0x0000_0005_0002_8003)]);
    }

    [Fact]
    public void Hashes_that_all_name_the_same_places_make_no_table() =>
        Assert.Null(CuckooTable.Of([.. Enumerable.Range(1, 500).Select(i => ((ulong)i << 52) | 1)], new uint[500]));

    private static uint Value(ulong key) => (uint)(key >> 7) | 1;
}
