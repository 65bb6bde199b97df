using System.Text.Json.Serialization;
using Demur.Learning.Ss3;
using Demur.Learning.Text;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Models;

/// <summary>The JSON of cards and options, generated at build time so that loading a model needs no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(DocumentFrequencyConverter)])]
[JsonSerializable(typeof(ModelCard))]
[JsonSerializable(typeof(TfidfOptions))]
[JsonSerializable(typeof(Ss3Options))]
[JsonSerializable(typeof(TsetlinOptions))]
[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<string>>))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
