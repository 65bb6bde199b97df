using System.Globalization;
using System.Text.RegularExpressions;
using Demur.Learning.Reproductions.Internal;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Ss3;

/// <summary>
/// The SpamAssassin mails as streams: a sender is a user, mails come in the order of delivery, spam is the risk. Headers are left
/// out but for the subject: they would give away where a mail was collected.
/// </summary>
internal static partial class MailStreams
{
    /// <summary>Reads the streams, by sender.</summary>
    /// <exception cref="DemurException">The data is not on this machine.</exception>
    public static IReadOnlyList<MailStream> Load(DataLocator data)
    {
        var mails = SpamMail.Load(data).Select(Read).ToList();
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

    private static (string Sender, DateTime Delivered, string Text, bool IsSpam) Read(SpamMail mail)
    {
        var sender = Address().Match(mail.Head) is { Success: true } match ? match.Groups["address"].Value : Envelope().Match(mail.Head).Groups["address"].Value;
        var delivered = DateTime.TryParseExact(
            Blanks().Replace(Envelope().Match(mail.Head).Groups["time"].Value, " "), "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : DateTime.MinValue;
        return (sender.ToLowerInvariant(), delivered, $"{mail.Subject}\n{mail.Body}", mail.IsSpam);
    }

    [GeneratedRegex(@"^From:[^\n]*?(?<address>[\w.+=-]+@[\w.-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^From (?<address>\S+)\s+(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Envelope();

    [GeneratedRegex(" +", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blanks();
}
