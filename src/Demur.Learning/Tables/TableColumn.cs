namespace Demur.Learning.Tables;

/// <summary>A column that learners may see.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">What its values are; never <see cref="ColumnKind.Ignored"/> in a schema.</param>
/// <param name="HasGaps">Whether values were missing in training; then a later file may lack the column.</param>
public sealed record TableColumn(string Name, ColumnKind Kind, bool HasGaps = false);
