using System.Text.Json;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>One rule that turns tokens back into text; <see cref="Start"/> makes the state of a stream.</summary>
internal interface ITokenDecoder
{
    IEnumerable<IDecodeStep> Start();

    void Write(Utf8JsonWriter writer);
}
