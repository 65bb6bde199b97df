using Demur.Neural.Tokenization;
using Demur.Testing;

namespace Demur.Neural.Tests.Tokenization;

internal static class Fixture
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "tests", "Demur.Neural.Tests", "Fixtures", "Tokenization");

    public static IReadOnlyList<string> Names { get; } =
    [
        "byte-level", "byte-level-llama3", "byte-level-qwen2", "sentencepiece-bpe", "unigram-nfkc", "unigram-bytes", "unigram-charsmap", "word-level", "word-piece",
    ];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    public static Tokenizer Load(string name) => Tokenizer.Load(Path.Combine(Folder, name + ".json"));
}
