using Demur.Data;
using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>
/// Reads suites from JSON Lines, JSON, CSV, TSV and Parquet, each also gzipped: one row a prompt, with the columns <c>text</c> (or <c>prompt</c>,
/// <c>question</c>, <c>instruction</c>, <c>goal</c>, or a conversation in <c>messages</c>), <c>id</c>, <c>category</c>, <c>expected</c>, <c>pairId</c>,
/// <c>language</c>, <c>tags</c> and <c>before</c>. Only the text must be there.
/// </summary>
public static class SuiteReader
{
    /// <summary>Reads a suite from a file.</summary>
    /// <param name="path">The file; <c>-</c> for the standard input that the options offer.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The suite, its prompts in file order.</returns>
    /// <exception cref="DemurException">The file cannot be read, a row is broken and the policy is to stop, or no usable row is left.</exception>
    public static Task<Suite> ReadAsync(string path, SuiteReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var chosen = options ?? SuiteReaderOptions.Default;
        return CollectAsync(DataFile.ReadAsync(path, chosen.Data, cancellationToken), path, chosen);
    }

    /// <summary>Reads a suite from a stream.</summary>
    /// <param name="stream">The stream; it is left open.</param>
    /// <param name="name">The file's name: its extension tells the format, and errors name it.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The suite, its prompts in file order.</returns>
    /// <exception cref="DemurException">The stream cannot be read, a row is broken and the policy is to stop, or no usable row is left.</exception>
    public static Task<Suite> ReadAsync(Stream stream, string name, SuiteReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        var chosen = options ?? SuiteReaderOptions.Default;
        return CollectAsync(DataFile.ReadAsync(stream, name, chosen.Data, cancellationToken), name, chosen);
    }

    /// <summary>Loads what a user named: a suite that ships, or else a file.</summary>
    /// <param name="nameOrPath">A name of <see cref="BuiltInSuites"/>, or a path. A file that bears a suite's name is reached by <c>./</c> before it.</param>
    /// <param name="options">How to read a file; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The suite.</returns>
    /// <exception cref="DemurException">It is neither; the message lists the nearest names. Or the file cannot be used.</exception>
    public static async Task<Suite> LoadAsync(string nameOrPath, SuiteReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        var meansFile = nameOrPath == DataFile.StandardInput || Path.GetFileName(nameOrPath) != nameOrPath || Path.HasExtension(nameOrPath) || File.Exists(nameOrPath);
        return BuiltInSuites.Contains(nameOrPath) || !meansFile
            ? BuiltInSuites.Load(nameOrPath)
            : await ReadAsync(nameOrPath, options, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Suite> CollectAsync(IAsyncEnumerable<DataRow> rows, string path, SuiteReaderOptions options)
    {
        var prompts = new List<SuitePrompt>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            try
            {
                var prompt = PromptRow.Read(row, options);
                if (!places.TryAdd(prompt.Id, row.Location))
                {
                    throw row.Error("id", $"'{prompt.Id}' is already the prompt of {places[prompt.Id]}; give each prompt its own id, or remove one.");
                }

                prompts.Add(prompt);
            }
            catch (DemurException error)
            {
                row.Reject(error);
            }
        }

        return prompts.Count > 0
            ? new Suite(options.Name ?? NameOf(path), prompts)
            : throw new DemurException(ErrorCode.BadInput, $"{path}: holds no usable prompt; a suite needs at least one row with a text.");
    }

    private static string NameOf(string path)
    {
        if (path == DataFile.StandardInput)
        {
            return "stdin";
        }

        var file = Path.GetFileName(path);
        var plain = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.GetFileNameWithoutExtension(plain);
    }
}
