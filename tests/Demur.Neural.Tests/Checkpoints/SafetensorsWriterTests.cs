using System.Text;
using CsCheck;
using Demur.Neural.Checkpoints;

namespace Demur.Neural.Tests.Checkpoints;

public sealed class SafetensorsWriterTests
{
    // The layout that the format's reference implementation gives: wider types first, then names; spaces up to 8 bytes; little-endian data.
    [Fact]
    public void The_bytes_are_those_of_the_reference()
    {
        using var folder = new TemporaryFolder();
        using var mixed = SafetensorsFile.Open(folder.Write("in.safetensors", SafetensorsBytes.Of(
            """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"c\"é":{"dtype":"F32","shape":[1],"data_offsets":[1,5]},"b":{"dtype":"F32","shape":[1,1],"data_offsets":[5,9]}}""",
            9, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40)));

        SafetensorsWriter.Write(folder["out.safetensors"], mixed);

        const string Header = """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"c\"é":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"U8","shape":[1],"data_offsets":[8,9]}}""";
        var padded = Header + new string(' ', (8 - (Encoding.UTF8.GetByteCount(Header) % 8)) % 8);
        Assert.Equal(SafetensorsBytes.Of(padded, 0, 0, 0, 0x40, 0, 0, 0x80, 0x3F, 9), File.ReadAllBytes(folder["out.safetensors"]));
    }

    [Fact]
    public void What_is_written_is_read_back_rounded_once_to_the_type_asked_for() =>
        Gen.Select(Gen.Float[-1000f, 1000f].Array[0, 60], Gen.Int[0, 3].Select(index => new TensorType?[] { null, TensorType.F32, TensorType.F16, TensorType.BF16 }[index])).Sample((values, type) =>
        {
            using var folder = new TemporaryFolder();
            using var table = new TensorTable();
            table.Add("x", [values.Length], values);
            table.Add("y.z", [1, values.Length, 1], () => values);
            SafetensorsWriter.Write(folder["m"], table, new SafetensorsOptions { Type = type });

            using var file = SafetensorsFile.Open(folder["m"]);
            var read = new float[values.Length];
            file.Read("y.z", read);
            Assert.Equal(values.Select(value => Rounded(value, type)), read);
            Assert.Equal(type ?? TensorType.F32, file.Tensors["x"].Type);
        }, iter: 50);

    [Fact]
    public void Metadata_of_any_text_survives() =>
        Gen.Dictionary(Gen.String, Gen.String)[0, 5].Where(map => map.All(pair => IsText(pair.Key) && IsText(pair.Value))).Sample(map =>
        {
            using var folder = new TemporaryFolder();
            using var table = new TensorTable();
            SafetensorsWriter.Write(folder["m"], table, new SafetensorsOptions { Metadata = map });

            using var file = SafetensorsFile.Open(folder["m"]);
            Assert.Equal(map.OrderBy(pair => pair.Key, StringComparer.Ordinal), file.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }, iter: 50);

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("m", "old");
        using var table = new TensorTable();
        table.Add("x", [1], () => throw new InvalidOperationException("broken"));

        Assert.Throws<InvalidOperationException>(() => SafetensorsWriter.Write(path, table));
        Assert.Throws<OperationCanceledException>(() => SafetensorsWriter.Write(path, table, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, table, new SafetensorsOptions { Type = TensorType.Q4K }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.FullPath));
    }

    private static bool IsText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static float Rounded(float value, TensorType? type) => type switch
    {
        TensorType.F16 => (float)(Half)value,
        TensorType.BF16 => BitConverter.UInt32BitsToSingle(Brain(value) << 16),
        _ => value,
    };

    private static uint Brain(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
    }
}
