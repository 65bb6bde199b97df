using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demur.Taxonomies;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Taxonomy))]
internal sealed partial class TaxonomyJsonContext : JsonSerializerContext;
