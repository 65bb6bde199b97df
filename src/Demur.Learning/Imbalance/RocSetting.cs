using Demur.Metrics;

namespace Demur.Learning.Imbalance;

/// <summary>One setting of a sweep and what it does.</summary>
/// <param name="SmotePercent">SMOTE's N; 0 for none.</param>
/// <param name="MinorityPercent">The minority after under-sampling, in percent of the majority.</param>
/// <param name="Point">The mean rates over the folds.</param>
public sealed record RocSetting(int SmotePercent, double MinorityPercent, RocPoint Point);
