using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding.Single;

/// <summary>The memory of a 32-bit tensor on the processor, read without a call into libtorch; valid while the tensor lives and keeps its storage.</summary>
internal readonly unsafe struct WeightView
{
    private readonly float* _values;
    private readonly int _count;

    private WeightView(float* values, int count)
    {
        _values = values;
        _count = count;
    }

    public ReadOnlySpan<float> Span => new(_values, _count);

    public Span<float> Writable => new(_values, _count);

    public static WeightView Of(Tensor? tensor)
    {
        if (tensor is null)
        {
            return default;
        }

        var span = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        return new WeightView((float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(span)), span.Length);
    }
}
