using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Tests.Checkpoints.Gguf;

public sealed class GgufFileTests
{
    private const uint F32 = 0;

    [Fact]
    public void A_file_put_together_by_hand_is_read()
    {
        var bytes = Embedding(1).Tensor("blk.0.attn_q.weight", F32, 64, 1, 4).WithData(80);

        // One head of four rows stored 0 1 2 3: pairs (0,1) (2,3) are the first and second half of the head, rows 0 2 and 1 3.
        for (var row = 0; row < 4; row++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 16 + (4 * row)), (float)row);
        }

        using var file = Open(bytes);
        var values = new float[4];
        file.Read("model.layers.0.self_attn.q_proj.weight", values);
        Assert.Equal([0f, 2f, 1f, 3f], values);
        Assert.Equal([4L, 1L], file.Tensors["model.layers.0.self_attn.q_proj.weight"].Shape);
        Assert.Equal("LlamaForCausalLM", (string?)file.Config["architectures"]![0]);
        Assert.Equal(1e-5, (double)file.Config["rms_norm_eps"]!);
        Assert.True((bool)file.Config["tie_word_embeddings"]!);
        Assert.Null(file.Tokenizer);
        Assert.Equal("llama", file.Metadata["general.architecture"]);
    }

    [Fact]
    public void Every_type_of_metadata_is_read()
    {
        var bytes = GgufBytes.Llama(1, moreKeys: 13)
            .Text("u8").U32(0).Raw(200).Text("i8").U32(1).Raw(0xFF).Text("u16").U32(2).Raw(1, 2).Text("i16").U32(3).Raw(0xFE, 0xFF)
            .Text("i32").U32(5).U32(uint.MaxValue).Text("bool").U32(7).Raw(1).Text("u64").U32(10).U64(ulong.MaxValue).Text("i64").U32(11).U64(ulong.MaxValue)
            .Text("f64").U32(12).U64(BitConverter.DoubleToUInt64Bits(0.1)).Text("texts").U32(9).U32(8).U64(2).Text("a").Text("ß")
            .Text("numbers").U32(9).U32(4).U64(2).U32(7).U32(8).Text("none").U32(9).U32(6).U64(0)
            .Text("nested").U32(9).U32(9).U64(1).U32(0).U64(2).Raw(1, 2)
            .Tensor("token_embd.weight", F32, 0, 4, 2).WithData(32);

        using var file = Open(bytes);

        Assert.Equal(((byte)200, (sbyte)-1, (ushort)513, (short)-2, -1), ((byte)file.Metadata["u8"], (sbyte)file.Metadata["i8"], (ushort)file.Metadata["u16"], (short)file.Metadata["i16"], (int)file.Metadata["i32"]));
        Assert.Equal((true, ulong.MaxValue, -1L, 0.1), ((bool)file.Metadata["bool"], (ulong)file.Metadata["u64"], (long)file.Metadata["i64"], (double)file.Metadata["f64"]));
        Assert.Equal(["a", "ß"], (string[])file.Metadata["texts"]);
        Assert.Equal([7u, 8u], (uint[])file.Metadata["numbers"]);
        Assert.Empty((float[])file.Metadata["none"]);
        Assert.Equal([1, 2], (byte[])((object[])file.Metadata["nested"])[0]);
    }

    [Fact]
    public void Experts_that_older_files_store_one_by_one_are_found()
    {
        var bytes = GgufBytes.Llama(2, moreKeys: 2).Key("llama.expert_count", 2).Key("llama.expert_used_count", 1)
            .Tensor("token_embd.weight", F32, 0, 4, 2).Tensor("blk.0.ffn_down.1.weight", F32, 32, 4, 2).WithData(64);

        using var file = Open(bytes);

        Assert.Contains("model.layers.0.block_sparse_moe.experts.1.w2.weight", file.Tensors.Keys);
    }

    public static TheoryData<byte[], string> Broken => new()
    {
        { new GgufBytes(0, 0, magic: "GGML").AsTheyAre(), "byte 0: a GGUF file begins with the letters GGUF" },
        { new GgufBytes(0, 0, version: 1).AsTheyAre(), "the file is of version 1" },
        { new GgufBytes(0, 0, version: 0x03000000).AsTheyAre(), "big-endian" },
        { new GgufBytes(0, 0, version: 77).AsTheyAre(), "the file is of version 77" },
        { "GGUF"u8.ToArray(), "byte 4: 4 bytes were expected here, and 0 are left" },
        { new GgufBytes(ulong.MaxValue, 0).AsTheyAre(), "18446744073709551615 tensors are claimed" },
        { new GgufBytes(0, 1UL << 40).AsTheyAre(), "1099511627776 metadata entries are claimed" },
        { new GgufBytes(0, 1).U64(ulong.MaxValue).WithData(64), "a metadata key is said to be 18446744073709551615 bytes long" },
        { new GgufBytes(0, 1).Text("k").U32(8).U64(1UL << 62).WithData(64), "the value of 'k' is said to be 4611686018427387904 bytes long" },
        { new GgufBytes(0, 1).Text("k").U32(99).WithData(64), "'k' has a value of the unknown type 99" },
        { new GgufBytes(0, 1).Text("k").U32(9).U32(0).U64(1UL << 33).WithData(64), "8589934592 elements of 'k' are claimed" },
        { new GgufBytes(0, 1).Text("k").U32(9).U32(8).U64(60).WithData(64), "60 elements of 'k' are claimed" },
        { new GgufBytes(0, 1).Text("k").U32(9).U32(9).U64(1).U32(9).U64(1).U32(9).U64(1).U32(9).U64(1).U32(9).U64(1).WithData(64), "lists within lists" },
        { new GgufBytes(0, 2).Key("k", 1).Key("k", 2).WithData(64), "the key 'k' is given twice" },
        { new GgufBytes(0, 1).Key("k", 1).WithData(64), "general.architecture: the file does not say what kind of model it holds" },
        { new GgufBytes(0, 1).Key("general.architecture", 1).WithData(64), "'general.architecture': a text was expected here" },
        { new GgufBytes(0, 1).Key("general.architecture", "mamba").WithData(64), "models of the architecture 'mamba' are not read" },
        { new GgufBytes(0, 2).Key("general.architecture", "llama").Key("general.alignment", 33).WithData(64), "general.alignment: a power of two" },
        { GgufBytes.Llama(0).WithData(64), "a token_embd.weight of two dimensions" },
        { Embedding(1).Tensor("token_embd.weight", F32, 64, 4, 2).WithData(128), "tensor 'token_embd.weight': it is listed twice" },
        { Embedding(1).Tensor("blk.0.attn_mystery.weight", F32, 64, 1).WithData(128), "has no such tensor" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, 0, 4, 2).WithData(128), "its data overlap those of another tensor" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, 33, 4, 2).WithData(128), "which is no multiple of the alignment 32" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, 64, 1UL << 40, 1UL << 40).WithData(128), "does not lie within the 128 bytes of data" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, 64, 1UL << 62, 2).WithData(128), "does not lie within" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, ulong.MaxValue - 31, 4, 2).WithData(128), "does not lie within" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, 64, ulong.MaxValue).WithData(128), "18446744073709551615 is no dimension" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, 64, 0).WithData(128), "0 is no dimension" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", F32, 64, 1, 1, 1, 1, 1).WithData(128), "a tensor has 5 dimensions" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", 13, 64, 4, 2).WithData(128), "it is stored as Q5_K, which is not read" },
        { Embedding(1).Tensor("blk.0.ffn_up.weight", 8, 64, 33, 1).WithData(128), "no whole number of Q80 blocks of 32" },
        { Embedding(1).Tensor("blk.0.attn_q.weight", F32, 64, 1, 3).WithData(128), "its 3 rows cannot be shared among 1 heads" },
        { Embedding(1).Tensor("blk.0.ffn_gate_exps.weight", F32, 64, 4, 2).WithData(128), "has no such tensor" },
        { Embedding(1, ("llama.expert_count", 2)).Tensor("blk.0.ffn_gate_exps.weight", F32, 64, 4, 2).WithData(128), "experts in one tensor have three dimensions" },
        { Embedding(1).Tensor("rope_freqs.weight", F32, 64, 2).WithData(128), "not those of Llama 3's scaling" },
        { Embedding(0, ("tokenizer.ggml.tokens", 2)).WithData(128), "a list of String values was expected here" },
        { Embedding(0, ("llama.attention.value_length", 2)).WithData(128), "'llama.attention.value_length': the width of keys, 4, was expected here" },
        { Embedding(0, ("llama.rope.freq_base", 2)).WithData(128), "'llama.rope.freq_base': a finite number was expected here" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_is_not_valid_is_refused_by_name_and_place(byte[] bytes, string expected)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DemurException>(() => Open(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.StartsWith("model.gguf: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Norms_of_gemma_are_given_back_without_the_one_that_is_added_for_storing()
    {
        var bytes = GgufBytes.Llama(2, architecture: "gemma")
            .Tensor("token_embd.weight", F32, 0, 4, 2).Tensor("output_norm.weight", F32, 32, 1).WithData(36);
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), 1.25f);

        using var file = Open(bytes);
        var value = new float[1];
        file.Read("model.norm.weight", value);
        Assert.Equal(0.25f, value[0]);
        Assert.Equal(0.25f, BitConverter.ToSingle(file.Bytes("model.norm.weight")));
    }

    private static GgufBytes Embedding(ulong more, params (string Name, uint Value)[] keys)
    {
        var bytes = GgufBytes.Llama(1 + more, (ulong)keys.Length);
        foreach (var (name, value) in keys)
        {
            bytes.Key(name, value);
        }

        return bytes.Tensor("token_embd.weight", F32, 0, 4, 2);
    }

    private static GgufFile Open(byte[] bytes) => GgufFile.Open(MappedFile.Of("model.gguf", bytes));
}
