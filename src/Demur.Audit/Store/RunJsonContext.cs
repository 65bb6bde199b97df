using System.Text.Json.Serialization;
using Demur.Audit.Runs;
using Demur.Decisions;
using Demur.Exchanges;

namespace Demur.Audit.Store;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunInfo))]
[JsonSerializable(typeof(IReadOnlyList<EvidenceItem>))]
[JsonSerializable(typeof(IReadOnlyList<ChatTurn>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
