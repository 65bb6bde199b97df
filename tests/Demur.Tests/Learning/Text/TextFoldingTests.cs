using System.Text;
using Demur.Learning.Text.Internal;

namespace Demur.Tests.Learning.Text;

public sealed class TextFoldingTests
{
    [Fact]
    public void Word_characters_are_those_of_pythons_expressions()
    {
        var ranges = Golden.Read("unicode").GetProperty("word").EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32())).ToList();
        var newer = 0;

        foreach (var rune in AllRunes())
        {
            var expected = ranges.Exists(range => range.Item1 <= rune.Value && rune.Value <= range.Item2);
            var actual = TextFolding.IsWord(rune);
            Assert.True(actual || !expected, $"U+{rune.Value:X4} is a word character in Python.");
            newer += actual && !expected ? 1 : 0;
        }

        // Unicode 14 against the runtime's later version: what differs are letters assigned since.
        Assert.InRange(newer, 0, 20_000);
    }

    [Fact]
    public void Lower_case_is_that_of_python_for_every_single_letter()
    {
        foreach (var pair in Golden.Read("unicode").GetProperty("lower").EnumerateArray())
        {
            var text = char.ConvertFromUtf32(pair[0].GetInt32());

            // A sigma alone is a sigma within a word.
            Assert.Equal(char.ConvertFromUtf32(pair[1].GetInt32()), Lower(text));
        }
    }

    [Fact]
    public void A_final_sigma_is_found_as_python_finds_it()
    {
        foreach (var pair in Golden.Read("unicode").GetProperty("sigma").EnumerateArray())
        {
            Assert.Equal(pair[1].GetString(), Lower(pair[0].GetString()!));
        }
    }

    [Fact]
    public void White_space_is_that_of_pythons_expressions()
    {
        var spaces = Golden.Read("unicode").Integers("space");

        Assert.Equal(spaces, Enumerable.Range(0, 0x10000).Where(unit => TextFolding.IsSpace((char)unit)));
    }

    [Fact]
    public void Every_lowered_character_knows_where_it_came_from()
    {
        var source = "A\u0130B𐐀\ud800Z";
        var target = new char[TextFolding.MaxLength(source.Length)];
        var origins = new int[target.Length];

        var length = TextFolding.Lower(source, target, origins);

        Assert.Equal("ai\u0307b𐐨\ud800z", new string(target, 0, length));
        Assert.Equal([0, 1, 1, 2, 3, 4, 5, 6], origins[..length]);
    }

    private static string Lower(string text)
    {
        var target = new char[TextFolding.MaxLength(text.Length)];
        return new string(target, 0, TextFolding.Lower(text, target, []));
    }

    private static IEnumerable<Rune> AllRunes() => Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value));
}
