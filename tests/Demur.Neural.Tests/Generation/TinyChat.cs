using Demur.Neural.Generation;
using Demur.Neural.Templates;
using Demur.Neural.Tests.Decoding;
using Demur.Neural.Tests.Templates;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Generation;

/// <summary>A tiny random model with a tokenizer of 61 words, and the organism's format.</summary>
internal sealed class TinyChat : IDisposable
{
    private readonly CausalLm _model;

    public TinyChat(string family = "llama", ulong seed = 5)
    {
        _model = TinyModels.Create(family, seed);
        Generator = new TextGenerator(_model, Tokenizer);
    }

    public static Tokenizer Tokenizer { get; } = WordLevelTokenizer.Build(
        Enumerable.Range(0, 52).Select(i => $"w{i}"),
        ["<s>", "<unk>", "<|system|>", "<|user|>", "<|end|>", "<|hdr|>", "<|assistant|>", "<|nl|>", "<pad>"]);

    public static ChatTemplate Template { get; } = ChatTemplateFamilyTests.Load("organism");

    public TextGenerator Generator { get; }

    public CausalLm Model => _model;

    public CausalLmChatClient Client(int maximumTokens = 12) =>
        new(Generator, Template, new CausalLmChatClientOptions { Generation = new GenerationOptions { MaximumTokens = maximumTokens } });

    public void Dispose() => _model.Dispose();
}
