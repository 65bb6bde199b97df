using System.Text.Json;
using System.Text.RegularExpressions;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Internal;

/// <summary>A mail of the public SpamAssassin collection, as <c>eng/research-data.sh DIR mail</c> fetches them into <c>spam-assassin/mail.jsonl</c>.</summary>
/// <param name="Head">The headers. They name the mailbox that a mail was collected in, which gives its class away.</param>
/// <param name="Body">What follows the headers' blank line.</param>
/// <param name="IsSpam">Whether it is spam.</param>
internal sealed partial record SpamMail(string Head, string Body, bool IsSpam)
{
    private const string File = "spam-assassin/mail.jsonl";

    /// <summary>What stands behind "Subject:"; empty when there is none.</summary>
    public string Subject => SubjectLine().Match(Head).Groups["subject"].Value;

    /// <summary>Reads all mails, in the order of the file.</summary>
    /// <exception cref="DemurException">The data is not on this machine.</exception>
    public static IReadOnlyList<SpamMail> Load(DataLocator data) => [.. System.IO.File.ReadLines(data.Require(File)).Select(Parse)];

    private static SpamMail Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var raw = json.RootElement.GetProperty("text").GetString() ?? "";
        var end = raw.IndexOf("\n\n", StringComparison.Ordinal);
        var isSpam = json.RootElement.GetProperty("group").GetString()!.StartsWith("spam", StringComparison.Ordinal);
        return end < 0 ? new SpamMail(raw, "", isSpam) : new SpamMail(raw[..end], raw[(end + 2)..], isSpam);
    }

    [GeneratedRegex("^Subject: *(?<subject>[^\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SubjectLine();
}
