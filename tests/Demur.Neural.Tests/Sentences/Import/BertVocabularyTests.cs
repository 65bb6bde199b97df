using Demur.Neural.Sentences.Import;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class BertVocabularyTests
{
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Lines_of_any_system_are_tokens(string end)
    {
        using var folder = new TemporaryFolder();

        var tokens = Read(folder, TinyBert.Vocabulary.Replace("\r\n", end, StringComparison.Ordinal));

        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "no", "##pe"], tokens);
    }

    [Fact]
    public void Texts_are_cut_as_bert_cuts_them_also_from_the_stored_file()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = BertVocabulary.Build(Read(folder, TinyBert.Vocabulary));
        tokenizer.Save(folder["tokenizer.json"]);

        foreach (var read in new[] { tokenizer, Tokenizer.Load(folder["tokenizer.json"]) })
        {
            Assert.Equal([2, 5, 6, 5, 3], read.Encode("NOPE n\u00f3", addSpecialTokens: true).Ids);
            Assert.Equal([2, 1, 3], read.Encode("pe", addSpecialTokens: true).Ids);
            Assert.Equal([2, 5, 1, 5, 3], read.Encode("no.no", addSpecialTokens: true).Ids);
            Assert.Equal([2, 3], read.Encode("", addSpecialTokens: true).Ids);
        }
    }

    [Theory]
    [InlineData("[PAD]\n[UNK]\n", "7 lines were expected, one a token, and it has 2")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nno\nno\n", "a token stands there twice; 7 different ones were expected")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\nmask\nno\n##pe\n", "it lacks the token [MASK]")]
    public void Another_list_is_refused(string content, string expected)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(expected, Assert.Throws<DemurException>(() => Read(folder, content)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("vocab.txt", [0x61, 0xFF, 0x0A]);

        Assert.Contains("no text in UTF-8", Assert.Throws<DemurException>(() => BertVocabulary.Read(folder["vocab.txt"], 1)).Message, StringComparison.Ordinal);
    }

    private static string[] Read(TemporaryFolder folder, string content) => BertVocabulary.Read(folder.Write("vocab.txt", content), TinyBert.Shape.Words);
}
