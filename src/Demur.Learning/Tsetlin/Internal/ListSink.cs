namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Collects rules.</summary>
internal readonly struct ListSink(List<int> found) : IRuleSink
{
    public void Add(int rule) => found.Add(rule);
}
