using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Tests.Checkpoints;

public sealed class SafetensorsFileTests
{
    [Fact]
    public void Tensors_and_metadata_are_read_as_the_header_places_them()
    {
        // 1.5 in bfloat16 is 3FC0, -2 is C000; 0.5 in half precision is 3800.
        using var file = Open(
            """{"__metadata__":{"format":"pt","by":"hand"},"b":{"dtype":"BF16","shape":[2,1],"data_offsets":[0,4]},"h":{"dtype":"F16","shape":[],"data_offsets":[4,6]}}""",
            0xC0, 0x3F, 0x00, 0xC0, 0x00, 0x38);

        Assert.Equal([1.5f, -2f], Values(file, "b"));
        Assert.Equal([0.5f], Values(file, "h"));
        Assert.Equal([2L, 1L], file.Tensors["b"].Shape);
        Assert.Empty(file.Tensors["h"].Shape);
        Assert.Equal("hand", file.Metadata["by"]);
        Assert.Equal([0x00, 0x38], file.Bytes("h").ToArray());
    }

    [Theory]
    [InlineData("F32", 1, new byte[] { 0, 0, 0x40, 0xC0 }, -3f)]
    [InlineData("F64", 1, new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5f)]
    [InlineData("I8", 1, new byte[] { 0xFE }, -2f)]
    [InlineData("U8", 1, new byte[] { 0xFE }, 254f)]
    [InlineData("I16", 1, new byte[] { 0xFF, 0xFE }, -257f)]
    [InlineData("I32", 1, new byte[] { 1, 0, 0, 0x80 }, -2147483647f)]
    [InlineData("I64", 1, new byte[] { 0, 0, 0, 0, 1, 0, 0, 0 }, 4294967296f)]
    [InlineData("BOOL", 1, new byte[] { 1 }, 1f)]
    [InlineData("F16", 1, new byte[] { 0x01, 0x00 }, 5.9604645e-8f)]
    [InlineData("BF16", 1, new byte[] { 0x80, 0xFF }, float.NegativeInfinity)]
    public void Every_type_becomes_the_same_number_in_single_precision(string type, int count, byte[] bytes, float expected)
    {
        using var file = Open($$$"""{"t":{"dtype":"{{{type}}}","shape":[{{{count}}}],"data_offsets":[0,{{{bytes.Length}}}]}}""", bytes);

        Assert.Equal([expected], Values(file, "t"));
    }

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "tensor 't': a shape of [2] in F32 does not take the 4 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}}""", "tensor 't': its bytes are said to be 0 to 400, and the file has 4 bytes of data")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "its bytes are said to be 4 to 0")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "its dimensions hold a number that is negative")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "its offsets hold a number that is negative")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", "does not take the 4 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4]}}""", "does not take the 4 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "its dimensions hold a number that is negative, broken or too large")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "broken")]
    [InlineData("""{"t":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "values of type 'F8_E4M3' are not read; known are BOOL")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "more than 8 dimensions")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1]}}""", "dtype, shape and two data_offsets are needed")]
    [InlineData("""{"t":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "its dimensions are not all numbers")]
    [InlineData("""{"t":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "a field is given twice")]
    [InlineData("""{"t":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"t":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "tensor 't': it is listed twice")]
    [InlineData("""{"t":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"u":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "tensor 'u': its bytes begin at 2 where 3 was expected")]
    [InlineData("""{"t":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "tensor 't': its bytes begin at 2 where 0 was expected")]
    [InlineData("""{"t":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", "the last tensor ends here, and the file goes on")]
    [InlineData("""{"t":[[[[[[[[[[[[]]]]]]]]]]]]}""", "tensor 't' is a StartArray here where StartObject was expected")]
    [InlineData("""{"t":{"x":[[[[[[[[[[[[]]]]]]]]]]]]}}""", "the header is not valid JSON")]
    [InlineData("""{"t":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}""", "the header is not valid JSON")]
    [InlineData("""{"t":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}{}""", "the header is not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "the header is not valid JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", "a value of __metadata__ is a Number here where String was expected")]
    [InlineData("[]", "the header is a StartArray here")]
    [InlineData("", "the header is not valid JSON")]
    public void A_header_that_is_not_valid_is_refused_by_name_and_place(string header, string expected)
    {
        var error = Assert.Throws<DemurException>(() => Open(header, 1, 2, 3, 4));

        Assert.StartsWith("model.safetensors: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "this one has 3 bytes")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "the header claims 18446744073709551615 bytes; at most 100000000 are allowed")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, (byte)'{' }, "the header claims 9 bytes, and the file ends after 1")]
    public void A_length_that_cannot_be_is_refused(byte[] bytes, string expected)
    {
        var error = Assert.Throws<DemurException>(() => SafetensorsFile.Open(MappedFile.Of("model.safetensors", bytes)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_empty_and_unreadable_files_end_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var empty = folder.Write("empty.safetensors", "");

        Assert.Contains("there is no such file", Assert.Throws<DemurException>(() => SafetensorsFile.Open(folder["none"])).Message, StringComparison.Ordinal);
        Assert.Contains("the file is empty", Assert.Throws<DemurException>(() => SafetensorsFile.Open(empty)).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.Missing, Assert.Throws<DemurException>(() => SafetensorsFile.Open(folder.FullPath)).Code);
    }

    [Fact]
    public void An_unknown_tensor_is_refused_with_the_nearest_names()
    {
        using var file = Open("""{"model.norm.weight":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 7);

        var error = Assert.Throws<DemurException>(() => file.Bytes("model.norm.wieght").Length);

        Assert.Equal(ErrorCode.UnknownName, error.Code);
        Assert.Contains("Did you mean 'model.norm.weight'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_after_disposal_is_refused()
    {
        var file = Open("""{"t":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 7);
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Read("t", new float[1]));
    }

    private static SafetensorsFile Open(string header, params byte[] data) =>
        SafetensorsFile.Open(MappedFile.Of("model.safetensors", SafetensorsBytes.Of(header, data)));

    private static float[] Values(SafetensorsFile tensors, string name)
    {
        var values = new float[tensors.Tensors[name].Count];
        tensors.Read(name, values);
        return values;
    }
}
