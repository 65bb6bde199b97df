using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Demur.Papers;

namespace Demur.Cli.Rendering;

[JsonSerializable(typeof(Paper))]
[JsonSerializable(typeof(IReadOnlyList<Paper>))]
[JsonSerializable(typeof(IReadOnlyList<PaperMatch>))]
[JsonSerializable(typeof(SuiteProfile))]
[JsonSerializable(typeof(IReadOnlyList<SuiteProfile>))]
internal sealed partial class CliJsonContext : JsonSerializerContext
{
    /// <summary>Writes apostrophes and accents as they are, and leaves out what is not known.</summary>
    public static CliJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
