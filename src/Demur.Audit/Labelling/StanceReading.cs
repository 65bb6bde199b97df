using Demur.Exchanges;

namespace Demur.Audit.Labelling;

/// <summary>A stance with the reason given for it.</summary>
/// <param name="Stance">The stance.</param>
/// <param name="Kind">The reason; null when none can be told.</param>
internal readonly record struct StanceReading(Stance Stance, RefusalKind? Kind);
