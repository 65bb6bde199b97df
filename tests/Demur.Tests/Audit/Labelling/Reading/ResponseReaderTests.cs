using Demur.Audit.Labelling.Reading;
using Demur.Learning.Models;

namespace Demur.Tests.Audit.Labelling.Reading;

public sealed class ResponseReaderTests : IDisposable
{
    private static readonly ResponseReader Reader = TinyReader.Create();

    private readonly string _folder = Directory.CreateTempSubdirectory("demur-reader").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pieces_and_logits_are_those_of_the_reference()
    {
        foreach (var known in TinyReader.Reference.GetProperty("cases").EnumerateArray())
        {
            var (prompt, response) = (known.GetProperty("prompt").GetString()!, known.GetProperty("response").GetString()!);

            var input = Reader.Encode(prompt, response);

            Assert.Equal(known.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32()), input.Tokens);
            Assert.Equal(known.GetProperty("responseStart").GetInt32(), input.ResponseStart);
            Assert.Equal(known.GetProperty("logit").GetDouble(), Reader.LogOdds(prompt, response), 2e-5);
        }
    }

    [Fact]
    public void A_saved_reader_says_the_same_to_the_last_bit()
    {
        var file = Save();

        var back = ResponseReader.Load(file);

        Assert.Equal("0123456789abcdef", back.Card!.DataHash);
        Assert.Equal(ResponseReader.FileKind, back.Card.Kind);
        foreach (var response in new[] { "I can not", "", "sure , how ? 中", new string('a', 50_000) })
        {
            Assert.Equal(Reader.LogOdds("can", response), back.LogOdds("can", response));
        }
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var texts = Enumerable.Range(0, 200).Select(index => string.Join(' ', Enumerable.Range(0, 1 + (index * 7 % 150)).Select(word => TinyReader.Pieces[5 + ((word * index) % 12)]))).ToArray();
        var alone = texts.Select(text => Reader.LogOdds("how can i", text)).ToArray();

        var together = new double[texts.Length];
        Parallel.For(0, texts.Length, index => together[index] = Reader.LogOdds("how can i", texts[index]));

        Assert.Equal(alone, together);
        Assert.All(alone, logOdds => Assert.True(double.IsFinite(logOdds)));
        Assert.InRange(alone.Distinct().Count(), 150, 200); // pieces that only go on with a word are unknown on their own, so some texts are alike
    }

    [Theory]
    [InlineData("layers.1.narrow.bias", 31, "'layers.1.narrow.bias' should have 32 numbers, and has 31")]
    [InlineData("layers.0.query.weight", null, "'layers.0.query.weight' should have 1024 numbers, and it is missing")]
    [InlineData("embeddings.word", 32 * 23, "'embeddings.word' should have 704 numbers, and has 736")]
    public void Weights_that_do_not_fit_are_named(string name, int? length, string expected)
    {
        var weights = TinyReader.Weights();
        weights.Remove(name);
        if (length is { } count)
        {
            weights.Add(name, new float[count]);
        }

        var error = Assert.Throws<DemurException>(() => ResponseReader.Create(TinyReader.Pieces, TinyReader.Heads, weights));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_does_not_fill_panels_is_refused()
    {
        var error = Assert.Throws<DemurException>(() => ResponseReader.Create(TinyReader.Pieces, 4, TinyReader.Weights()));

        Assert.Contains("multiples of 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_and_a_damaged_one_are_refused_with_their_name()
    {
        var file = Save();
        var other = Path.Combine(_folder, "other.labeler");
        Demur.Audit.Labelling.HybridResponseLabeler.Default.Save(other, Demur.Audit.Labelling.HybridResponseLabeler.Default.Card!);
        var bytes = File.ReadAllBytes(file);

        Assert.Contains("not a response-reader", Assert.Throws<DemurException>(() => ResponseReader.Load(other)).Message, StringComparison.Ordinal);
        for (var cut = 0; cut < bytes.Length; cut += 997)
        {
            File.WriteAllBytes(file, bytes[..cut]);
            Assert.Contains(file, Assert.Throws<DemurException>(() => ResponseReader.Load(file)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(7)] // words
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void Content_that_contradicts_itself_is_damage(int words)
    {
        var file = Path.Combine(_folder, "odd.reader");
        ModelFile.Save(file, new ModelCard { Kind = ResponseReader.FileKind, CreatedBy = "test" }, writer =>
        {
            writer.WriteTerms(2, index => $"[{index}]");
            foreach (var number in new[] { words, 32, 48, 2, 2 })
            {
                writer.WriteInt32(number);
            }

            writer.WriteBytes(new byte[64]);
            writer.WriteSingles(new float[2]);
        });

        Assert.Contains("is damaged", Assert.Throws<DemurException>(() => ResponseReader.Load(file)).Message, StringComparison.Ordinal);
    }

    private string Save()
    {
        var file = Path.Combine(_folder, "tiny.reader");
        Reader.Save(file, new ModelCard { Kind = "any", CreatedBy = "test", DataHash = "0123456789abcdef" });
        return file;
    }
}
