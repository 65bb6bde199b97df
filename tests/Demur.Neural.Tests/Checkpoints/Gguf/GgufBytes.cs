using System.Text;

namespace Demur.Neural.Tests.Checkpoints.Gguf;

/// <summary>GGUF files put together by hand, so that they can be wrong in any way.</summary>
internal sealed class GgufBytes
{
    private readonly List<byte> _bytes = [];

    public GgufBytes(ulong tensors, ulong keys, uint version = 3, string magic = "GGUF")
    {
        Raw(Encoding.ASCII.GetBytes(magic)).U32(version).U64(tensors).U64(keys);
    }

    /// <summary>A small but complete Llama head: everything that the configuration needs.</summary>
    public static GgufBytes Llama(ulong tensors, ulong moreKeys = 0, string architecture = "llama") => new GgufBytes(tensors, 7 + moreKeys)
        .Key("general.architecture", architecture)
        .Key($"{architecture}.block_count", 1)
        .Key($"{architecture}.context_length", 16)
        .Key($"{architecture}.embedding_length", 4)
        .Key($"{architecture}.feed_forward_length", 8)
        .Key($"{architecture}.attention.head_count", 1)
        .Key($"{architecture}.attention.layer_norm_rms_epsilon", 1e-5f);

    public GgufBytes Key(string name, uint value) => Text(name).U32(4).U32(value);

    public GgufBytes Key(string name, float value) => Text(name).U32(6).U32(BitConverter.SingleToUInt32Bits(value));

    public GgufBytes Key(string name, string value) => Text(name).U32(8).Text(value);

    public GgufBytes Tensor(string name, uint type, ulong offset, params ulong[] innermostFirst)
    {
        Text(name).U32((uint)innermostFirst.Length);
        Array.ForEach(innermostFirst, dimension => U64(dimension));
        return U32(type).U64(offset);
    }

    public GgufBytes Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return U64((ulong)bytes.Length).Raw(bytes);
    }

    public GgufBytes U32(uint value) => Raw(BitConverter.GetBytes(value));

    public GgufBytes U64(ulong value) => Raw(BitConverter.GetBytes(value));

    public GgufBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] WithData(int length, int alignment = 32) => [.. _bytes, .. new byte[(alignment - (_bytes.Count % alignment)) % alignment], .. new byte[length]];

    public byte[] AsTheyAre() => [.. _bytes];
}
