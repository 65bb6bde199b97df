using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Tables.Internal;
using Demur.Learning.Text;

namespace Demur.Learning.Tables;

/// <summary>Turns records into rows of numbers by what was found in the training part alone. Immutable; thread-safe with one workspace a thread.</summary>
public sealed class TableEncoder
{
    private readonly ColumnEncoder[] _columns;
    private readonly int[] _starts; // the first feature of each column, then their number

    private TableEncoder(TableSchema schema, ColumnEncoder[] columns)
    {
        Schema = schema;
        _columns = columns;
        _starts = new int[columns.Length + 1];
        for (var i = 0; i < columns.Length; i++)
        {
            _starts[i + 1] = _starts[i] + columns[i].Width;
        }
    }

    /// <summary>The columns that it reads.</summary>
    public TableSchema Schema { get; }

    /// <summary>The number of features: the width of every row.</summary>
    public int FeatureCount => _starts[^1];

    /// <summary>The columns' encoders.</summary>
    internal IReadOnlyList<ColumnEncoder> Encoders => _columns;

    /// <summary>The first feature of a column; past the last column, the number of features.</summary>
    internal int StartOf(int column) => _starts[column];

    /// <summary>Fits an encoder.</summary>
    /// <param name="table">The training part, and nothing else.</param>
    /// <param name="options">How records become rows; the defaults when null.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="DemurException">No column makes a feature, such as texts without a word.</exception>
    public static TableEncoder Fit(Table table, EncodingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var chosen = options ?? new EncodingOptions();
        var columns = Enumerable.Range(0, table.Schema.Columns.Count).Select(column => EncoderFit.Of(table, column, chosen, cancellationToken)).ToArray();
        var encoder = new TableEncoder(table.Schema, columns);
        return encoder.FeatureCount > 0
            ? encoder
            : throw new DemurException($"The {table.Count} training rows hold nothing to learn from: no word of two letters, no two different values. Check the columns {string.Join(", ", table.Schema.Columns.Select(column => $"'{column.Name}'"))}.");
    }

    /// <summary>Turns a record into a row.</summary>
    /// <param name="record">A record of the encoder's schema.</param>
    /// <param name="workspace">The caller's buffers.</param>
    /// <returns>The row; a value that training had not, such as an unknown category, has no feature.</returns>
    public SparseVector Transform(TableRecord record, TextWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(record);
        var row = new RowBuilder(workspace);
        for (var i = 0; i < _columns.Length; i++)
        {
            row.Start = _starts[i];
            _columns[i].Encode(record, row);
        }

        return row.ToVector();
    }

    /// <summary>Turns a table into examples.</summary>
    /// <param name="table">The table, of the encoder's schema.</param>
    /// <param name="cancellationToken">Stops between records.</param>
    /// <returns>One example for each record.</returns>
    public ExampleSet Encode(Table table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = new SparseVector[table.Count];
        Parallel.For(0, rows.Length, AllCores.Until(cancellationToken), () => new TextWorkspace(), (i, _, workspace) =>
        {
            rows[i] = Transform(table.Records[i], workspace);
            return workspace;
        }, _ => { });
        return new ExampleSet(SparseMatrix.FromRows(rows, FeatureCount), table.Labels, table.Classes);
    }

    /// <summary>The readable name of a feature: an n-gram, <c>city = Paris</c>, <c>age &gt;= 37</c>; with the column's name before n-grams unless the text is the only column.</summary>
    /// <param name="feature">The feature, from 0.</param>
    /// <returns>The name.</returns>
    public string FeatureName(int feature)
    {
        var column = ColumnOf(feature);
        return _columns[column].NameOf(feature - _starts[column], Prefix(column));
    }

    /// <summary>Words a condition on a feature that is 0 or 1, as rules have it.</summary>
    /// <param name="feature">The feature, from 0.</param>
    /// <param name="isNegated">Whether the feature must be 0.</param>
    /// <returns>The condition: <c>'forge'</c>, <c>NOT 'forge'</c>, <c>age &lt; 37</c>.</returns>
    public string ConditionName(int feature, bool isNegated)
    {
        var column = ColumnOf(feature);
        return _columns[column].ConditionOf(feature - _starts[column], Prefix(column), isNegated);
    }

    /// <summary>The column whose threshold a feature stands for.</summary>
    /// <param name="feature">The feature, from 0.</param>
    /// <returns>The column's position in the schema; null for features that are no thresholds.</returns>
    public int? ThresholdColumn(int feature) => _columns[ColumnOf(feature)] is ThresholdEncoder thresholds && thresholds.IsThreshold(feature - _starts[thresholds.Column]) ? thresholds.Column : null;

    /// <summary>Words one feature of a record as evidence.</summary>
    /// <param name="record">The record.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="weight">How strongly it speaks.</param>
    /// <param name="places">What <see cref="Locate"/> gives.</param>
    /// <returns>An n-gram with its places, or what the column holds.</returns>
    public EvidenceItem Evidence(TableRecord record, int feature, double weight, IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var column = ColumnOf(feature);
        var name = _columns[column].Describe(record, feature - _starts[column], Prefix(column));
        return _columns[column].IsText ? new NgramEvidence(name, weight, places.GetValueOrDefault(feature) ?? []) : new FeatureEvidence(name, weight);
    }

    /// <summary>Finds where the features of a text stand in it.</summary>
    /// <param name="record">The record.</param>
    /// <returns>For each n-gram its places in the text; empty unless the text is the only column, for places in two texts could not be told apart.</returns>
    public IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(TableRecord record) =>
        Schema.OnlyText is null ? new Dictionary<int, IReadOnlyList<TextSpan>>() : _columns[0].Locate(record);

    /// <summary>Values that a feature usually has, to judge one value by.</summary>
    /// <param name="feature">The feature.</param>
    /// <returns>The deciles of the training part, as rows have them; empty for features that are there or not.</returns>
    public IReadOnlyList<double> UsualValues(int feature)
    {
        var column = ColumnOf(feature);
        return _columns[column].UsualValues(feature - _starts[column]);
    }

    /// <summary>Whether a feature is an n-gram of a text.</summary>
    /// <param name="feature">The feature.</param>
    /// <returns>Whether it is.</returns>
    public bool IsNgram(int feature) => _columns[ColumnOf(feature)].IsText;

    /// <summary>Writes the encoder with its schema.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Schema.Write(writer);
        foreach (var column in _columns)
        {
            column.Write(writer);
        }
    }

    /// <summary>Reads an encoder that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static TableEncoder Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var schema = TableSchema.Read(reader);
        var columns = new ColumnEncoder[schema.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = ColumnEncoder.Read(reader, i);
            if (!EncoderFit.Fits(columns[i], schema.Columns[i].Kind))
            {
                throw reader.Damaged($"an encoder that does not fit the column '{schema.Columns[i].Name}'");
            }
        }

        return new TableEncoder(schema, columns);
    }

    private string Prefix(int column) => Schema.OnlyText is null ? Schema.Columns[column].Name : "";

    private int ColumnOf(int feature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, FeatureCount);
        var column = 0;
        while (feature >= _starts[column + 1])
        {
            column++;
        }

        return column;
    }
}
