using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Demur.Neural.Tokenization;
using Demur.Testing;

namespace Demur.Neural.Tests.Tokenization;

/// <summary>Ten thousand lines against other implementations; Fixtures/Tokenization/README.md says which and how.</summary>
public sealed partial class TokenizerReferenceTests
{
    private static readonly Lazy<IReadOnlyList<string>> Lines = new(() => ReferenceLines.Generate(10_000));

    [Theory]
    [InlineData("byte-level")]
    [InlineData("byte-level-llama3")]
    [InlineData("byte-level-qwen2")]
    [InlineData("sentencepiece-bpe")]
    [InlineData("unigram-nfkc")]
    [InlineData("word-level")]
    public void Ten_thousand_lines_encode_as_the_npm_reference_encodes_them(string name) =>
        Compare(name, (tokenizer, line) => tokenizer.Encode(line, addSpecialTokens: true).Ids);

    [Fact]
    public void Ten_thousand_lines_encode_as_the_npm_reference_encodes_them_where_its_rules_are_those_of_the_library() =>
        Compare("word-piece", (tokenizer, line) => line.EnumerateRunes().Any(rune => rune.Value is 'Σ' or (>= 0x20000 and < 0x30000)) ? null : tokenizer.Encode(line, addSpecialTokens: true).Ids);

    [Theory]
    [InlineData("unigram-bytes")]
    [InlineData("unigram-charsmap")]
    public void Ten_thousand_lines_encode_as_SentencePiece_encodes_them(string name) =>
        Compare(name, (tokenizer, line) => Tie().IsMatch(line) ? null : tokenizer.EncodeLiteral(line.Replace('\n', ' ').Replace('\r', ' ')).Ids);

    [Theory]
    [InlineData("byte-level")]
    [InlineData("sentencepiece-bpe")]
    [InlineData("unigram-bytes")]
    public void Every_line_comes_back_as_it_was(string name)
    {
        var tokenizer = Fixture.Load(name);

        foreach (var line in Lines.Value.Take(3000))
        {
            // SentencePiece writes a space and its own sign alike, and drops the one space that it put in front of each section.
            var plain = line.Replace('▁', ' ');
            var decoded = tokenizer.Decode(tokenizer.EncodeLiteral(plain).Ids, skipSpecial: false);
            Assert.Equal(plain, decoded);
        }
    }

    [Fact(Explicit = true)]
    public void Write_the_lines_for_the_reference()
    {
        var folder = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "artifacts", "tokenizer-reference")).FullName;
        var training = ReferenceLines.Generate(3000, seed: 7);
        var learner = new ByteLevelBpeLearner(new ByteLevelBpeOptions { VocabularySize = 1400, SpecialTokens = ["<|end|>", "<|user|>", "<s>", "</s>"] });

        File.WriteAllText(Path.Combine(folder, "lines.json"), JsonSerializer.Serialize(Lines.Value));
        File.WriteAllText(Path.Combine(folder, "train-lines.json"), JsonSerializer.Serialize(training));
        learner.Fit(training, TestContext.Current.CancellationToken).Save(Path.Combine(folder, "byte-level.json"));

        Assert.True(File.Exists(Path.Combine(folder, "byte-level.json")));
    }

    [GeneratedRegex(@"`|(?<digit>\d)\k<digit>\k<digit>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tie();

    private static void Compare(string name, Func<Tokenizer, string, IReadOnlyList<int>?> encode)
    {
        var tokenizer = Fixture.Load(name);
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(Fixture.Folder, name + ".golden.json"), Encoding.UTF8));
        Assert.Equal(golden.RootElement.GetProperty("linesHash").GetString(), ReferenceLines.HashText(Lines.Value));

        foreach (var sample in golden.RootElement.GetProperty("samples").EnumerateArray().Where(sample => sample.GetProperty("ids").ValueKind == JsonValueKind.Array))
        {
            var line = Lines.Value[sample.GetProperty("line").GetInt32()];
            Assert.Equal(sample.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), encode(tokenizer, line) ?? []);
        }

        var hashes = Lines.Value.Chunk(100).Select(chunk => ReferenceLines.Hash(chunk.Select(line => encode(tokenizer, line)).OfType<IReadOnlyList<int>>()));
        Assert.Equal(golden.RootElement.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetString()), hashes);
    }
}
