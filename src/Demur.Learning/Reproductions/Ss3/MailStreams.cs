using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Ss3;

/// <summary>
/// The SpamAssassin mails as streams: a sender is a user, mails come in the order of delivery, spam is the risk. Reads <c>spam-assassin/mail.jsonl</c>,
/// which <c>eng/research-data.sh DIR mail</c> writes. Headers are left out but for the subject: they would give away where a mail was collected.
/// </summary>
internal static partial class MailStreams
{
    private const string File = "spam-assassin/mail.jsonl";

    /// <summary>Reads the streams, by sender.</summary>
    /// <exception cref="DemurException">The data is not on this machine.</exception>
    public static IReadOnlyList<MailStream> Load(DataLocator data)
    {
        var mails = System.IO.File.ReadLines(data.Require(File)).Select(Parse).ToList();
        return
        [
            .. mails.GroupBy(mail => mail.Sender, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new MailStream(
                    group.Key,
                    group.Any(mail => mail.IsSpam),
                    [.. group.OrderBy(mail => mail.Delivered).Select(mail => (mail.Text, mail.IsSpam))])),
        ];
    }

    private static (string Sender, DateTime Delivered, string Text, bool IsSpam) Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var raw = json.RootElement.GetProperty("text").GetString() ?? "";
        var end = raw.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? raw : raw[..end];
        var sender = Address().Match(head) is { Success: true } match ? match.Groups["address"].Value : Envelope().Match(head).Groups["address"].Value;
        var subject = Subject().Match(head).Groups["subject"].Value;
        var delivered = DateTime.TryParseExact(
            Blanks().Replace(Envelope().Match(head).Groups["time"].Value, " "), "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : DateTime.MinValue;
        var isSpam = json.RootElement.GetProperty("group").GetString()!.StartsWith("spam", StringComparison.Ordinal);
        return (sender.ToLowerInvariant(), delivered, $"{subject}\n{(end < 0 ? "" : raw[(end + 2)..])}", isSpam);
    }

    [GeneratedRegex(@"^From:[^\n]*?(?<address>[\w.+=-]+@[\w.-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^From (?<address>\S+)\s+(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Envelope();

    [GeneratedRegex(@"^Subject: *(?<subject>[^\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subject();

    [GeneratedRegex(" +", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blanks();
}
