using System.Text;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Tokenization;

public sealed class HostileTokenizerTests
{
    [Fact]
    public void Broken_tokenizer_files_end_in_a_clear_error_or_in_a_tokenizer_that_works()
    {
        var random = new Random(17);
        foreach (var seed in Enumerable.Range(0, FuzzCases.Or(1500)))
        {
            HostileTokenizers.Try(random, seed);
        }
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("[]", "'$' is a list; expected an object")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[]},"decoder":{"type":"CTC"}}""", "'$.decoder' has type 'CTC'")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[],"dropout":0.1}}""", "$.model.dropout")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}}""", "needs the token 'ab'")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":2000000000},"merges":[]}}""", "2000000000")]
    [InlineData("""{"model":{"type":"Unigram","vocab":[["a",-1,3]]}}""", "$.model.vocab[0]")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0}},"pre_tokenizer":{"type":"Split","pattern":{"Regex":"(["},"behavior":"Isolated"}}""", "cannot be used")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0}},"normalizer":{"type":"Precompiled","precompiled_charsmap":"/////w=="}}""", "compiled character map")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0}},"added_tokens":[{"id":0,"content":""}]}""", "$.added_tokens[0]")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"\ud800":0}}}""", "not valid Unicode")]
    public void A_broken_file_is_told_where_it_is_broken(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<DemurException>(() => Tokenizer.Parse(Encoding.UTF8.GetBytes(json), "t.json")).Message);
}
