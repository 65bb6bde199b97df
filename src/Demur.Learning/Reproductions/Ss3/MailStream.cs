namespace Demur.Learning.Reproductions.Ss3;

/// <summary>One sender's mails in the order of their delivery.</summary>
/// <param name="Sender">The address.</param>
/// <param name="IsRisk">Whether any of the mails is spam.</param>
/// <param name="Mails">Each mail's subject and body with whether it is spam.</param>
internal sealed record MailStream(string Sender, bool IsRisk, IReadOnlyList<(string Text, bool IsSpam)> Mails);
