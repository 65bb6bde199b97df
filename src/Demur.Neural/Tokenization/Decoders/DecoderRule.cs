using System.Text.Json;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>A rule made of one step.</summary>
internal sealed class DecoderRule(Func<IDecodeStep> start, Action<Utf8JsonWriter> write) : ITokenDecoder
{
    public IEnumerable<IDecodeStep> Start() => [start()];

    public void Write(Utf8JsonWriter writer) => write(writer);
}
