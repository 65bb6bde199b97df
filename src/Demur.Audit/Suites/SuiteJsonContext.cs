using System.Text.Json.Serialization;

namespace Demur.Audit.Suites;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SuiteRow))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(IReadOnlyList<BuiltInSuite>))]
internal sealed partial class SuiteJsonContext : JsonSerializerContext;
