using System.Text.Json.Serialization;

namespace Demur.Neural.Organisms.Internal;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrganismCard))]
internal sealed partial class OrganismJsonContext : JsonSerializerContext;
