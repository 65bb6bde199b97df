using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>Writes a suite as JSON Lines, one prompt a line, in the form in which suites are read.</summary>
public static class SuiteWriter
{
    // Suites are files for people: letters beyond ASCII stay letters. Nothing here ends up inside HTML.
    private static readonly SuiteJsonContext Readable = new(new JsonSerializerOptions(SuiteJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes a suite's prompts.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="destination">Where to; left open.</param>
    /// <param name="cancellationToken">Stops between prompts.</param>
    /// <returns>A task that ends when the last line is written.</returns>
    public static async Task WriteAsync(Suite suite, TextWriter destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(destination);
        foreach (var prompt in suite.Prompts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = JsonSerializer.Serialize(SuiteRow.Of(prompt), Readable.SuiteRow);
            await destination.WriteAsync((line + "\n").AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }
}
