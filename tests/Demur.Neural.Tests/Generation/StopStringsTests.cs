using CsCheck;
using Demur.Neural.Generation;

namespace Demur.Neural.Tests.Generation;

public sealed class StopStringsTests
{
    [Fact]
    public void However_a_text_is_cut_it_ends_before_the_first_stop_text()
    {
        var cut = Gen.Char['a', 'c'].Array[0, 4].Select(characters => new string(characters));
        var stops = Gen.Char['a', 'c'].Array[1, 4].Select(characters => new string(characters)).Array[1, 3];

        Gen.Select(cut.Array[0, 12], stops).Sample(
            (chunks, texts) =>
            {
                var whole = string.Concat(chunks);
                var first = texts.Select(text => whole.IndexOf(text, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(whole.Length).Min();

                // The first stop text that is complete ends the text; one that began earlier but is longer may still be incomplete then.
                var watch = new StopStrings(texts);
                var written = "";
                var stopped = false;
                foreach (var chunk in chunks.TakeWhile(_ => !stopped))
                {
                    written += watch.Push(chunk, out stopped);
                }

                written += stopped ? "" : watch.Finish();
                Assert.StartsWith(written, whole);
                Assert.DoesNotContain(texts, text => written.Contains(text, StringComparison.Ordinal));
                Assert.Equal(first < whole.Length, stopped);
                Assert.InRange(written.Length, first, whole.Length);
            },
            iter: 5000);
    }

    [Fact]
    public void A_stop_text_over_three_tokens_is_found_and_nothing_of_it_is_said()
    {
        var watch = new StopStrings(["END!"]);

        Assert.Equal("x", watch.Push("xE", out var first));
        Assert.Equal("", watch.Push("ND", out var second));
        Assert.Equal("", watch.Push("! more", out var third));
        Assert.Equal((false, false, true), (first, second, third));
    }
}
