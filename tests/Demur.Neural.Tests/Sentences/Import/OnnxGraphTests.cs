using Demur.Neural.Sentences.Import.Onnx;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class OnnxGraphTests
{
    [Fact]
    public void Steps_and_constants_are_read()
    {
        using var folder = new TemporaryFolder();
        var node = OnnxBytes.Node("Add", ["a", "b"], "c");
        using var graph = Open(folder, OnnxBytes.Model([node, OnnxBytes.Floats("b", [2, 2], [1, 2, 3, -4.5f])], "attention_mask"));

        var step = Assert.Single(graph.Nodes);
        Assert.Equal(("Add", "a,b", "c"), (step.Operation, string.Join(',', step.Inputs), string.Join(',', step.Outputs)));
        Assert.True(graph.IsConstant("b"));
        Assert.False(graph.IsConstant("a"));
        Assert.Equal([1, 2, 3, -4.5f], graph.Floats("b", 2, 2));
    }

    // Field 1 (dims) as one packed field of the numbers 2 and 300, as proto3 writers store it.
    [Fact]
    public void Packed_dimensions_are_read()
    {
        using var folder = new TemporaryFolder();
        var constant = OnnxBytes.Bytes(5, OnnxBytes.Join([0x0A, 3, 2, 0xAC, 0x02], OnnxBytes.Number(2, 1), OnnxBytes.Text(8, "a"), OnnxBytes.Bytes(9, new byte[2400])));
        using var graph = Open(folder, OnnxBytes.Model([constant]));

        Assert.Equal(600, graph.Floats("a", 2, 300).Length);
    }

    [Theory]
    [InlineData("b", 4, "constant 'b': type 1 (32-bit float) and a shape of [4] were expected, and it has type 1 and [2, 2]")]
    [InlineData("half", 1, "constant 'half': type 1 (32-bit float) and a shape of [1] were expected, and it has type 10 and [1]")]
    [InlineData("short", 3, "constant 'short': 12 raw bytes were expected, and it has 8")]
    [InlineData("outside", 1_000_000, "constant 'outside': 4000000 raw bytes were expected, and it has 0")]
    [InlineData("absent", 1, "constant 'absent': the graph does not have it")]
    public void Constants_that_are_not_what_was_expected_are_refused(string name, int shape, string expected)
    {
        using var folder = new TemporaryFolder();
        using var graph = Open(folder, OnnxBytes.Model(
        [
            OnnxBytes.Floats("b", [2, 2], [1, 2, 3, 4]),
            OnnxBytes.Constant("half", [1], 10, [0, 0]),
            OnnxBytes.Constant("short", [3], OnnxBytes.FloatType, new byte[8]),
            OnnxBytes.Constant("outside", [1_000_000], OnnxBytes.FloatType, []),
        ]));

        Assert.Contains(expected, Assert.Throws<DemurException>(() => graph.Floats(name, shape)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], string> Hostile => new()
    {
        { [], "the file is empty" },
        { [0x3A], "the message ends in the middle of a number" },
        { [0x3A, 0x80], "the message ends in the middle of a number" },
        { [0x3A, 0x05, 0x00], "byte 0: 5 bytes are stated here, and the message around them ends at byte 3" },
        { [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], "18446744073709551615 bytes are stated here" },
        { [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], "a number takes more than ten bytes" },
        { [0x3B], "this is no field of a Protocol Buffers message" },
        { [0x02, 0x00], "this is no field of a Protocol Buffers message" },
        { [0x38, 0x05], "field 7 holds a number where bytes were expected" },
        { [0x09, 1, 2, 3], "the message ends in the middle of a number" },
        { OnnxBytes.Model([OnnxBytes.Floats("a", [1], [1]), OnnxBytes.Floats("a", [1], [2])]), "constant 'a': two constants have this name" },
        { OnnxBytes.Model([OnnxBytes.Constant("a", [1, 1, 1, 1, 1, 1, 1, 1, 1], 1, new byte[4])]), "it has more than 8 dimensions" },
        { OnnxBytes.Model([OnnxBytes.Node(new string('x', 513), [], "y")]), "a name of at most 512 bytes was expected, and it has 513" },
        { OnnxBytes.Model(Enumerable.Repeat<byte[]>([0x0A, 0x00], 200_001)), "there are more than 200000 steps, constants and names" },
        { OnnxBytes.Model([OnnxBytes.Bytes(5, [0x0A, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])]), "it has more than 8 dimensions" },
    };

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void Hostile_files_end_in_one_sentence(byte[] content, string expected)
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<DemurException>(() => Open(folder, content));

        Assert.StartsWith(folder["model.onnx"], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static OnnxGraph Open(TemporaryFolder folder, byte[] content) => OnnxGraph.Open(folder.Write("model.onnx", content));
}
