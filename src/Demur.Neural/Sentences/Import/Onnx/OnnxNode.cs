namespace Demur.Neural.Sentences.Import.Onnx;

/// <summary>One step of a graph.</summary>
/// <param name="Operation">Its kind, such as <c>MatMul</c>.</param>
/// <param name="Inputs">The names of the values that it takes.</param>
/// <param name="Outputs">The names of the values that it gives.</param>
internal sealed record OnnxNode(string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
