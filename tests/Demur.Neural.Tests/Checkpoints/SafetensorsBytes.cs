using System.Buffers.Binary;
using System.Text;

namespace Demur.Neural.Tests.Checkpoints;

/// <summary>Safetensors files put together by hand from their parts.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string header, params byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        data.CopyTo(file, 8 + json.Length);
        return file;
    }
}
