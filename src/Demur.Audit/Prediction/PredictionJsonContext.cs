using System.Text.Json.Serialization;

namespace Demur.Audit.Prediction;

/// <summary>The JSON of a predictor's trust, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PredictorTrust))]
internal sealed partial class PredictionJsonContext : JsonSerializerContext;
