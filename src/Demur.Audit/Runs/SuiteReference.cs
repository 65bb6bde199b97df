using System.Security.Cryptography;
using System.Text.Json;
using Demur.Suites;

namespace Demur.Audit.Runs;

/// <summary>A suite as a run used it.</summary>
/// <param name="Name">The suite's name.</param>
/// <param name="Version">The suite's version.</param>
/// <param name="Hash">SHA-256 over the suite's prompts, in lower-case hexadecimal.</param>
/// <param name="PromptCount">The number of prompts.</param>
public sealed record SuiteReference(string Name, string Version, string Hash, int PromptCount)
{
    /// <summary>Describes a suite. The hash covers what is asked (identifier, text, turns before it, in order), not how answers are judged.</summary>
    /// <param name="suite">The suite.</param>
    /// <returns>Its reference.</returns>
    public static SuiteReference Of(Suite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var prompt in suite.Prompts)
        {
            // JSON strings delimit themselves, so no two different suites write the same bytes.
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes<string[]>([prompt.Id, prompt.Text, .. prompt.Before.SelectMany(turn => new[] { turn.Role.ToString(), turn.Text })]));
        }

        return new SuiteReference(suite.Name, suite.Version, Convert.ToHexStringLower(hash.GetHashAndReset()), suite.Prompts.Count);
    }
}
