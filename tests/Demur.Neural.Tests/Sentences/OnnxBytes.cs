using System.Text;

namespace Demur.Neural.Tests.Sentences;

/// <summary>A tiny ONNX file written field by field (Protocol Buffers; field numbers of onnx.proto).</summary>
internal static class OnnxBytes
{
    public const int FloatType = 1;

    /// <summary>A graph <c>Gather(table, input_ids)</c>, with further inputs that it does not use.</summary>
    public static byte[] Lookup(float[] table, int width, params string[] furtherInputs) =>
        Model([Node("Gather", ["table", "input_ids"], "last_hidden_state"), Floats("table", [table.Length / width, width], table)], furtherInputs);

    /// <summary>A graph of the given steps and constants that makes <c>last_hidden_state</c> of <c>input_ids</c>.</summary>
    public static byte[] Model(IEnumerable<byte[]> parts, params string[] furtherInputs)
    {
        var inputs = new[] { "input_ids" }.Concat(furtherInputs).Select(name => Bytes(11, Value(name, elementType: 7, "batch", "tokens")));
        var output = Bytes(12, Value("last_hidden_state", FloatType, "batch", "tokens", "width"));
        var graph = Join([.. parts, Text(2, "graph"), .. inputs, output]);
        return Join(Number(1, 8), Bytes(7, graph), Bytes(8, Number(2, 13)));
    }

    public static byte[] Node(string operation, string[] inputs, string output) =>
        Bytes(1, Join([.. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, operation)]));

    public static byte[] Floats(string name, int[] shape, float[] values) => Constant(name, shape, FloatType, [.. values.SelectMany(BitConverter.GetBytes)]);

    public static byte[] Constant(string name, int[] shape, int type, byte[] content) =>
        Bytes(5, Join([.. shape.Select(dimension => Number(1, dimension)), Number(2, type), Text(8, name), Bytes(9, content)]));

    private static byte[] Value(string name, int elementType, params string[] dimensions)
    {
        var shape = Join([.. dimensions.Select(dimension => Bytes(1, Text(2, dimension)))]);
        return Join(Text(1, name), Bytes(2, Bytes(1, Join(Number(1, elementType), Bytes(2, shape)))));
    }

    public static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Number(int field, long value) => Join(Variable(field << 3), Variable(value));

    public static byte[] Bytes(int field, byte[] content) => Join(Variable((field << 3) | 2), Variable(content.Length), content);

    public static byte[] Variable(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
