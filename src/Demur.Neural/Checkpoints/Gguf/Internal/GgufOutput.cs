using System.Text;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Writes the head of a GGUF file (version 3): metadata, then the list of tensors.</summary>
internal sealed class GgufOutput(BinaryWriter writer)
{
    internal const int Alignment = 32;

    internal void Start(int tensorCount, int keyCount)
    {
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensorCount);
        writer.Write((ulong)keyCount);
    }

    internal void Entry(string key, object value)
    {
        Text(key);
        writer.Write((uint)TypeOf(value));
        Value(value);
    }

    internal void Tensor(string name, TensorType type, IReadOnlyList<long> shape, long offset)
    {
        Text(name);
        writer.Write((uint)shape.Count);
        foreach (var dimension in shape.Reverse())
        {
            writer.Write((ulong)dimension);
        }

        writer.Write(GgmlType.Number(type));
        writer.Write((ulong)offset);
    }

    internal void Pad()
    {
        for (var position = writer.BaseStream.Position; position % Alignment != 0; position++)
        {
            writer.Write((byte)0);
        }
    }

    private static GgufValueType TypeOf(object value) => value switch
    {
        int => GgufValueType.U32,
        float => GgufValueType.F32,
        bool => GgufValueType.Bool,
        string => GgufValueType.Text,
        Array => GgufValueType.List,
        _ => throw new ArgumentException($"Values of type {value.GetType().Name} are not written.", nameof(value)),
    };

    private void Value(object value)
    {
        switch (value)
        {
            case int number: writer.Write((uint)number); break;
            case float number: writer.Write(number); break;
            case bool flag: writer.Write(flag); break;
            case string text: Text(text); break;
            case string[] texts: List(GgufValueType.Text, texts, Text); break;
            case float[] numbers: List(GgufValueType.F32, numbers, writer.Write); break;
            case int[] numbers: List(GgufValueType.I32, numbers, writer.Write); break;
            default: throw new ArgumentException($"Values of type {value.GetType().Name} are not written.", nameof(value));
        }
    }

    private void List<T>(GgufValueType type, T[] values, Action<T> write)
    {
        writer.Write((uint)type);
        writer.Write((ulong)values.Length);
        Array.ForEach(values, write);
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
