using Demur.Neural.Tokenization.Decoders;
using Demur.Neural.Tokenization.Models;
using Demur.Neural.Tokenization.Normalizers;
using Demur.Neural.Tokenization.Pretokenizers;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>The parts of a tokenizer in the order in which text passes through them.</summary>
internal sealed record TokenizerSpec(ITokenModel Model, string Name)
{
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    public ITextNormalizer? Normalizer { get; init; }

    public IPretokenizer? Pretokenizer { get; init; }

    public TokenFrame Frame { get; init; } = TokenFrame.None;

    public ITokenDecoder? Decoder { get; init; }
}
