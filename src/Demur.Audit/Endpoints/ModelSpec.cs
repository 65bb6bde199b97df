using System.Net;

namespace Demur.Audit.Endpoints;

/// <summary>Which model to ask and where, as <c>--model</c> names it: <c>openai:MODEL</c> or <c>openai:MODEL@BASE_ADDRESS</c>. The address is needed where the model's own name holds an <c>@</c>. It never holds a key.</summary>
/// <param name="Provider">The protocol; <c>openai</c>, which OpenAI, Azure OpenAI (v1 address), vLLM, llama.cpp, Ollama and LM Studio speak.</param>
/// <param name="Model">The model's name at the endpoint.</param>
/// <param name="Address">The base address, such as <c>http://127.0.0.1:11434/v1</c>, without a trailing slash.</param>
public sealed record ModelSpec(string Provider, string Model, Uri Address)
{
    private const string OpenAI = "openai";
    private const string Form = "write openai:MODEL, or openai:MODEL@http(s)://HOST/v1 for another endpoint";
    private static readonly Uri DefaultAddress = new("https://api.openai.com/v1");

    /// <summary>Whether the address is this machine or a private network, where an endpoint needs no key.</summary>
    public bool IsLocal => IsLocalHost(Address);

    /// <summary>Reads a model specification.</summary>
    /// <param name="text">The specification.</param>
    /// <returns>The model and its address; an address without a path gets <c>/v1</c>.</returns>
    /// <exception cref="DemurException">The text has another form, or holds a key or password; that part is never repeated in the message.</exception>
    public static ModelSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RefuseKeys(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            throw new DemurException(ErrorCode.Usage, $"The model '{text}' names no provider; {Form}.");
        }

        var provider = text[..colon];
        if (provider != OpenAI)
        {
            throw Names.Unknown("model provider", provider, [OpenAI]);
        }

        var (model, address) = Split(text[(colon + 1)..]);
        if (string.IsNullOrWhiteSpace(model))
        {
            throw new DemurException(ErrorCode.Usage, $"The model '{text}' lacks the model's name; {Form}.");
        }

        return new ModelSpec(provider, model.Trim(), address);
    }

    /// <summary>The specification as text; parsing it gives the same again.</summary>
    /// <returns>The specification, without any key.</returns>
    public override string ToString() => Address == DefaultAddress && !Model.Contains('@', StringComparison.Ordinal) ? $"{Provider}:{Model}" : $"{Provider}:{Model}@{Address.AbsoluteUri.TrimEnd('/')}";

    private static (string Model, Uri Address) Split(string rest)
    {
        var at = rest.IndexOf("@http", StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            return (rest[..at], ParseAddress(rest[(at + 1)..]));
        }

        // What follows an '@' is always an address: were a mistyped one part of the name, key and prompts would go to OpenAI.
        var last = rest.LastIndexOf('@');
        if (last >= 0)
        {
            throw new DemurException(
                ErrorCode.Usage,
                $"'{rest[(last + 1)..]}' behind the '@' is no address, it lacks http:// or https://; {Form}. A model whose own name holds an '@' needs the address too: openai:{rest}@{DefaultAddress.AbsoluteUri}.");
        }

        return (rest, DefaultAddress);
    }

    private static Uri ParseAddress(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new DemurException(ErrorCode.Usage, $"'{text}' is not an http or https address; {Form}.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new DemurException(
                ErrorCode.Usage,
                $"The address at {address.Host} carries a user, a password or a query, where keys leak into files and logs; give the plain base address and put the key into the environment (OPENAI_API_KEY or --key-env NAME).");
        }

        var path = address.AbsolutePath.TrimEnd('/');
        const string Operation = "/chat/completions";
        path = path.EndsWith(Operation, StringComparison.Ordinal) ? path[..^Operation.Length] : path;
        return new Uri(address.GetLeftPart(UriPartial.Authority) + (path.Length == 0 ? "/v1" : path));
    }

    private static void RefuseKeys(string text)
    {
        if (KeyShapes.Contains(text))
        {
            throw new DemurException(
                ErrorCode.Usage,
                $"The model specification seems to hold a key, which would end up in shell history and reports; {Form}, and put the key into the environment (OPENAI_API_KEY or --key-env NAME).");
        }
    }

    private static bool IsLocalHost(Uri address)
    {
        if (address.IsLoopback || !address.Host.Contains('.', StringComparison.Ordinal) && address.HostNameType == UriHostNameType.Dns)
        {
            return true;
        }

        if (!IPAddress.TryParse(address.DnsSafeHost, out var ip))
        {
            return address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
        }

        var bytes = ip.GetAddressBytes();
        return bytes.Length == 4
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168)
            : ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal;
    }
}
