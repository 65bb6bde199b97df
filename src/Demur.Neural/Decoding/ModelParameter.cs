using TorchSharp.Modules;

namespace Demur.Neural.Decoding;

/// <summary>A parameter as an optimiser sees it: one contiguous tensor that holds one or more tensors of the checkpoint.</summary>
/// <param name="Name">What messages and optimiser states call it, such as <c>model.layers.0.self_attn.qkv_proj.weight</c>; stable for a configuration.</param>
/// <param name="Value">The leaf tensor; its <c>requires_grad</c> is false until training sets it.</param>
/// <param name="Tensors">The checkpoint's tensors in it.</param>
public sealed record ModelParameter(string Name, Parameter Value, IReadOnlyList<ModelTensor> Tensors);
