using System.Text.Json.Serialization;

namespace Demur.Papers;

/// <summary>How far a paper's method has come in Demur.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperStatus>))]
public enum PaperStatus
{
    /// <summary>Described in the catalogue only.</summary>
    [JsonStringEnumMemberName("planned")]
    Planned,

    /// <summary>Callable from C# and the command line, with an experiment behind <c>demur reproduce</c>.</summary>
    [JsonStringEnumMemberName("available")]
    Available,
}
