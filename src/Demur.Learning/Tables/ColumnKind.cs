namespace Demur.Learning.Tables;

/// <summary>What the values of a table's column are, and with it how learners see them.</summary>
public enum ColumnKind
{
    /// <summary>Amounts: learners see them standardised, or as thresholds passed.</summary>
    Number,

    /// <summary>One of a few names: learners see one feature for each name.</summary>
    Category,

    /// <summary>Words: learners see the n-grams in them.</summary>
    Text,

    /// <summary>Nothing to learn from, such as a row's number.</summary>
    Ignored,
}
