using Demur.Sentences;
using Demur.Testing;

namespace Demur.Tests.Sentences;

public sealed class RememberingSentenceEncoderTests
{
    [Fact]
    public void Each_text_is_encoded_once_and_rows_keep_their_order()
    {
        var inner = new FakeSentenceEncoder("length", 1, text => [text.Length]);
        var remembering = new RememberingSentenceEncoder(inner);

        var first = remembering.Encode(["aa", "b", "aa"]);
        var second = remembering.Encode(["b", "cccc", "aa"]);

        Assert.Equal([2f, 1f, 2f], first.Select(row => row[0]));
        Assert.Equal([1f, 4f, 2f], second.Select(row => row[0]));
        Assert.Equal(3, inner.Asked);
        Assert.Equal(("length", 1), (remembering.Id, remembering.Dimension));
    }
}
