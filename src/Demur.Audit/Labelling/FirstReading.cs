namespace Demur.Audit.Labelling;

/// <summary>What the first stage of a cascade makes of an exchange.</summary>
/// <param name="LogOdds">Log-odds of a refusal.</param>
/// <param name="IsEnglish">Whether the exchange is in English.</param>
internal readonly record struct FirstReading(double LogOdds, bool IsEnglish);
