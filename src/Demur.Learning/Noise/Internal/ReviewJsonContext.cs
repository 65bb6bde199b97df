using System.Text.Json.Serialization;

namespace Demur.Learning.Noise.Internal;

/// <summary>The JSON of review files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ReviewRow))]
internal sealed partial class ReviewJsonContext : JsonSerializerContext;
