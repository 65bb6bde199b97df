namespace Demur.Data.Internal;

/// <summary>What is wrong with a record of JSON.</summary>
/// <param name="Offset">The byte in the record where it shows, from 0.</param>
/// <param name="Problem">The sentence.</param>
internal readonly record struct JsonFault(int Offset, string Problem);
