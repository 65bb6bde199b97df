using System.Text.RegularExpressions;

namespace Demur.Audit.Endpoints;

/// <summary>Finds an endpoint's key in the environment, and nowhere else.</summary>
public static partial class EndpointKey
{
    /// <summary>The variable that is read when no other is named.</summary>
    public const string DefaultVariable = "OPENAI_API_KEY";

    /// <summary>Looks the key up.</summary>
    /// <param name="spec">The model; a local address needs no key, and only a local one may be sent a key without TLS.</param>
    /// <param name="variable">The environment variable's name, or null for <see cref="DefaultVariable"/>.</param>
    /// <param name="environment">Looks up an environment variable; null when it is not set.</param>
    /// <returns>The key, or null where none is set and none is needed.</returns>
    /// <exception cref="DemurException">The key is missing, malformed, or would travel unencrypted; its value is never part of the message.</exception>
    public static string? Find(ModelSpec spec, string? variable, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(environment);
        if (variable is not null && (!VariableName().IsMatch(variable) || KeyShapes.Contains(variable)))
        {
            throw new DemurException(ErrorCode.Usage, "--key-env takes the name of an environment variable, not the key itself; for example --key-env AZURE_OPENAI_KEY.");
        }

        var name = variable ?? DefaultVariable;
        var key = environment(name)?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            return variable is null && spec.IsLocal
                ? null
                : throw new DemurException(ErrorCode.Usage, $"The environment variable {name} is not set; put the key for {spec.Address.Host} there, or name another variable with --key-env.");
        }

        if (key.Any(character => character is <= ' ' or > '~'))
        {
            throw new DemurException(ErrorCode.Usage, $"The key in {name} holds blanks or characters outside ASCII, which no key has; set it again.");
        }

        if (spec.Address.Scheme == "http" && !spec.IsLocal)
        {
            throw new DemurException(ErrorCode.Usage, $"The key in {name} would be sent unencrypted to {spec.Address.Host}; use an https address.");
        }

        return key;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,99}$", RegexOptions.NonBacktracking)]
    private static partial Regex VariableName();
}
