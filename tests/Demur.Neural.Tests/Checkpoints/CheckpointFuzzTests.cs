using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Tests.Checkpoints.Gguf;

namespace Demur.Neural.Tests.Checkpoints;

/// <summary>Valid files with random damage: each opens and reads, or ends in a <see cref="DemurException"/>.</summary>
public sealed class CheckpointFuzzTests
{
    private const long MostAllocated = 96 << 20;

    private static readonly ulong[] Nasty = [0, 1, 7, 0x7F, 0x80, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000000, 1UL << 62, long.MaxValue, 1UL << 63, ulong.MaxValue];

    private static int Cases => FuzzCases.Or(1500);

    [Fact]
    public void Damaged_safetensors_end_in_an_error_or_in_values()
    {
        var seed = SafetensorsBytes.Of(
            """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"BF16","shape":[3],"data_offsets":[16,22]},"c":{"dtype":"I64","shape":[],"data_offsets":[22,30]}}""",
            new byte[30]);

        Fuzz("model.safetensors", [seed], seed.Length, file => SafetensorsFile.Open(file));
    }

    [Fact]
    public void Damaged_gguf_files_end_in_an_error_or_in_values()
    {
        using var folder = new TemporaryFolder();
        var seeds = new[] { "llama", "mixtral", "gemma3_text", "deepseek" }.Select(family =>
        {
            var model = TinyModel.Of(family, layers: 2);
            GgufWriter.Write(folder[family], model.Tensors, model.Config, TinyModel.Tokenizer with { Tokens = [.. TinyModel.Tokenizer.Tokens.Take(6)], Types = [.. TinyModel.Tokenizer.Types.Take(6)] }, new GgufOptions { Type = TensorType.Q80 });
            return File.ReadAllBytes(folder[family]);
        }).ToArray();

        Fuzz("model.gguf", seeds, 6000, file => GgufFile.Open(file));
    }

    [Fact]
    public void Damaged_indexes_end_in_an_error_or_in_values()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.safetensors", SafetensorsBytes.Of("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1));
        var seed = Encoding.UTF8.GetBytes("""{"metadata":{"total_size":2},"weight_map":{"a":"1.safetensors"}}""");
        var random = new Random(3);
        for (var round = 0; round < Cases / 3; round++)
        {
            var path = folder.Write("model.safetensors.index.json", Damaged(random, seed, seed.Length));
            Try(() => ShardedCheckpoint.Open(path), round, folder.FullPath);
        }
    }

    [Fact]
    public void Headers_of_random_json_end_in_an_error_or_in_values()
    {
        var random = new Random(4);
        for (var round = 0; round < Cases; round++)
        {
            var file = SafetensorsBytes.Of(RandomJson(random, 0), new byte[random.Next(9)]);
            Try(() => SafetensorsFile.Open(MappedFile.Of("model.safetensors", file)), round, "model.safetensors");
        }
    }

    private static void Fuzz(string name, byte[][] seeds, int head, Func<MappedFile, ITensorSource> open)
    {
        var random = new Random(1);
        for (var round = 0; round < Cases; round++)
        {
            var seed = seeds[round % seeds.Length];
            var file = Damaged(random, seed, Math.Min(head, seed.Length));
            Try(() => open(MappedFile.Of(name, file)), round, name);
        }
    }

    private static void Try(Func<ITensorSource> open, int round, string place)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var tensors = open();
            foreach (var tensor in tensors.Tensors.Values)
            {
                tensors.Read(tensor.Name, new float[tensor.Count]);
                Assert.True(tensors.Bytes(tensor.Name).Length >= 0);
            }
        }
        catch (DemurException error)
        {
            Assert.InRange(error.Message.Length, 20, 2000);
            Assert.Contains(place, error.Message, StringComparison.Ordinal);
        }
        catch (Exception error)
        {
            Assert.Fail($"Case {round} of {place}: {error}");
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    private static byte[] Damaged(Random random, byte[] seed, int head)
    {
        var file = seed.ToList();
        for (var wounds = random.Next(1, 4); wounds > 0 && file.Count > 0; wounds--)
        {
            var at = random.Next(Math.Min(head, file.Count));
            switch (random.Next(7))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: Overwrite(file, at, Nasty[random.Next(Nasty.Length)], random.Next(2) == 0 ? 8 : 4); break;
                case 3: file.RemoveRange(at, Math.Min(random.Next(1, 40), file.Count - at)); break;
                case 4: file.InsertRange(at, file.Skip(random.Next(Math.Min(head, file.Count))).Take(random.Next(40)).ToList()); break;
                case 5: Truncate(random, file); break;
                default: file[at] = (byte)"{}[]\",:0987-.eE\\ud8\0"[random.Next(20)]; break;
            }
        }

        return [.. file];
    }

    private static void Truncate(Random random, List<byte> file)
    {
        if (random.Next(4) == 0)
        {
            var length = random.Next(file.Count);
            file.RemoveRange(length, file.Count - length);
        }
    }

    private static void Overwrite(List<byte> file, int at, ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        for (var index = 0; index < width && at + index < file.Count; index++)
        {
            file[at + index] = bytes[index];
        }
    }

    private static string RandomJson(Random random, int depth) => random.Next(depth > 4 ? 6 : 9) switch
    {
        0 => random.NextInt64(-5, 40).ToString(),
        1 => "\"F32\"",
        2 => "\"U8\"",
        3 => "1e400",
        4 => "null",
        5 => JsonSerializer.Serialize("dtype"),
        6 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => RandomJson(random, depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => $"\"{new[] { "dtype", "shape", "data_offsets", "__metadata__", "t", "u" }[random.Next(6)]}\":{RandomJson(random, depth + 1)}"))}}}",
    };
}
