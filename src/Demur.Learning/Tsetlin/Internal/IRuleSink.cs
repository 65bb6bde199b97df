namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Takes the rules that hold of one example. Implemented by structs, so that the index's loop calls them without indirection.</summary>
internal interface IRuleSink
{
    /// <summary>Takes one rule.</summary>
    void Add(int rule);
}
