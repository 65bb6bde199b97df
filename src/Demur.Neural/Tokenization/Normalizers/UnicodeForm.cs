namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Unicode's four normal forms.</summary>
internal enum UnicodeForm
{
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}
