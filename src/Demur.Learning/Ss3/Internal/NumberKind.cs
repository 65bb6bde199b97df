namespace Demur.Learning.Ss3.Internal;

/// <summary>What a number in a text counts.</summary>
internal enum NumberKind : byte
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>An amount of money.</summary>
    Money,

    /// <summary>A date of three numbers.</summary>
    Date,

    /// <summary>A temperature.</summary>
    Temperature,

    /// <summary>A share of a hundred.</summary>
    Percent,
}
