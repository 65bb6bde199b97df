using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demur.Reproduction;

[JsonSerializable(typeof(ReportJson))]
internal sealed partial class ReproductionJsonContext : JsonSerializerContext
{
    /// <summary>Writes apostrophes and accents as they are: the text goes to files and pipes, not into HTML.</summary>
    public static ReproductionJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
