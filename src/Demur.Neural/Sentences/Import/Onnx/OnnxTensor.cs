namespace Demur.Neural.Sentences.Import.Onnx;

/// <summary>A constant of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Type">The number of its type among ONNX's; 1 is a 32-bit float.</param>
/// <param name="Start">Where its raw bytes lie in the file.</param>
/// <param name="ByteCount">How many they are; 0 where the values lie elsewhere.</param>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape, long Type, long Start, long ByteCount);
