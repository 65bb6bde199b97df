using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>What a cache holds for each slot.</summary>
/// <param name="Layers">The number of blocks.</param>
/// <param name="Batch">The number of rows.</param>
/// <param name="Heads">Key and value heads.</param>
/// <param name="HeadWidth">The width of a head.</param>
/// <param name="Type">The element type.</param>
/// <param name="Device">Where it lives.</param>
internal sealed record CacheShape(int Layers, int Batch, int Heads, int HeadWidth, ScalarType Type, Device Device);
