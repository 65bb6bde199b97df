using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Demur.Neural.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Reads a model's own weights the way a checkpoint is read.</summary>
internal sealed class ModelTensorSource : ITensorSource
{
    private readonly CausalLm _model;
    private readonly TensorType _type;

    public ModelTensorSource(CausalLm model)
    {
        _model = model;
        _type = model.Type switch
        {
            ScalarType.Float16 => TensorType.F16,
            ScalarType.BFloat16 => TensorType.BF16,
            ScalarType.Float64 => TensorType.F64,
            _ => TensorType.F32,
        };
        Tensors = model.Tensors.Values.ToDictionary(tensor => tensor.Name, tensor => new TensorInfo(tensor.Name, _type, tensor.Shape), StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    public static string Hash(CausalLm model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = new ModelTensorSource(model);
        hash.AppendData(Encoding.UTF8.GetBytes(model.Config.ToJson().ToJsonString()));
        foreach (var name in source.Tensors.Keys.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(source.Bytes(name));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Read(string name, Span<float> values)
    {
        using var scope = NewDisposeScope();
        var view = Find(name).View();
        MemoryMarshal.Cast<byte, float>(view.to(ScalarType.Float32).cpu().bytes).CopyTo(values);
    }

    public ReadOnlySpan<byte> Bytes(string name)
    {
        using var view = Find(name).View();
        return view.device_type == DeviceType.CPU
            ? view.bytes
            : throw new NotSupportedException("The bytes of weights on an accelerator cannot be seen from here; read them instead.");
    }

    public void Dispose()
    {
    }

    private ModelTensor Find(string name) => _model.Tensors.TryGetValue(name, out var tensor) ? tensor : throw Names.Unknown("tensor", name, [.. Tensors.Keys]);
}
