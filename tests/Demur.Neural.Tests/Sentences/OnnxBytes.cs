using System.Text;

namespace Demur.Neural.Tests.Sentences;

/// <summary>A tiny ONNX file written field by field (Protocol Buffers; field numbers of onnx.proto): each token's vector is its row of a table.</summary>
internal static class OnnxBytes
{
    private const int FloatType = 1;

    /// <summary>A graph <c>Gather(table, input_ids)</c>, with further inputs that it does not use.</summary>
    public static byte[] Lookup(float[] table, int width, params string[] furtherInputs)
    {
        var node = Join(Text(1, "table"), Text(1, "input_ids"), Text(2, "last_hidden_state"), Text(4, "Gather"));
        var initializer = Join(Number(1, table.Length / width), Number(1, width), Number(2, FloatType), Text(8, "table"), Bytes(9, [.. table.SelectMany(BitConverter.GetBytes)]));
        var inputs = new[] { "input_ids" }.Concat(furtherInputs).Select(name => Bytes(11, Value(name, elementType: 7, "batch", "tokens")));
        var output = Bytes(12, Value("last_hidden_state", FloatType, "batch", "tokens", "width"));
        var graph = Join([Bytes(1, node), Text(2, "lookup"), Bytes(5, initializer), .. inputs, output]);
        return Join(Number(1, 8), Bytes(7, graph), Bytes(8, Number(2, 13)));
    }

    private static byte[] Value(string name, int elementType, params string[] dimensions)
    {
        var shape = Join([.. dimensions.Select(dimension => Bytes(1, Text(2, dimension)))]);
        return Join(Text(1, name), Bytes(2, Bytes(1, Join(Number(1, elementType), Bytes(2, shape)))));
    }

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Number(int field, long value) => Join(Variable(field << 3), Variable(value));

    private static byte[] Bytes(int field, byte[] content) => Join(Variable((field << 3) | 2), Variable(content.Length), content);

    private static byte[] Variable(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
