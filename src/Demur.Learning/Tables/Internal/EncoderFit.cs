using Demur.Learning.Text;

namespace Demur.Learning.Tables.Internal;

/// <summary>Chooses and fits the encoder of one column.</summary>
internal static class EncoderFit
{
    public static ColumnEncoder Of(Table table, int column, EncodingOptions options, CancellationToken cancellationToken) => table.Schema.Columns[column].Kind switch
    {
        ColumnKind.Number when options.Bits => ThresholdEncoder.Fit(column, Numbers(table, column), options.Thresholds),
        ColumnKind.Number => NumberEncoder.Fit(column, Numbers(table, column)),
        ColumnKind.Category => CategoryEncoder.Fit(column, Texts(table, column)),
        _ => OfText(table, column, options, cancellationToken),
    };

    /// <summary>Whether an encoder read from a file can stand for a column of this kind.</summary>
    public static bool Fits(ColumnEncoder encoder, ColumnKind kind) => kind switch
    {
        ColumnKind.Number => encoder is NumberEncoder or ThresholdEncoder,
        ColumnKind.Category => encoder is CategoryEncoder,
        _ => encoder is TextEncoder,
    };

    private static TextEncoder OfText(Table table, int column, EncodingOptions options, CancellationToken cancellationToken)
    {
        var texts = Texts(table, column).Select(text => text ?? "").ToList();
        var text = options.Bits ? options.Text with { Binary = true, UseIdf = false, Norm = RowNorm.None } : options.Text;
        var features = new TfidfVectorizer(text).Fit(texts, cancellationToken);
        return new TextEncoder(column, features);
    }

    private static List<double> Numbers(Table table, int column) => [.. table.Records.Select(record => record.Number(column))];

    private static List<string?> Texts(Table table, int column) => [.. table.Records.Select(record => record.Text(column))];
}
