using System.Security.Cryptography;
using System.Text;
using Demur.Audit.Suites;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The page's frame, style and script, from the assembly's resources.</summary>
internal static class PageAssets
{
    public static string Frame { get; } = Read("page.html");

    public static string Style { get; } = Read("page.css");

    public static string Script { get; } = "\"use strict\";\n" + Read("page.js") + Read("explorer.js");

    /// <summary>Allows our own style and script by their hashes and nothing else: no network, no other script, even if an escape failed.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = EmbeddedFile.Open("Reports/" + name);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
