namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>A tensor as a GGUF file lists it: under llama.cpp's name, its place checked.</summary>
internal sealed record GgufTensor(string Name, TensorType Type, long[] Shape, long Offset, long ByteCount);
