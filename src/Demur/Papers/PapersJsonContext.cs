using System.Text.Json.Serialization;

namespace Demur.Papers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PapersFile))]
internal sealed partial class PapersJsonContext : JsonSerializerContext;
