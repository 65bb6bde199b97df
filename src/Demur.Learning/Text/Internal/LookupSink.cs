namespace Demur.Learning.Text.Internal;

/// <summary>Collects the known terms of one text in the workspace.</summary>
internal readonly struct LookupSink(TermTable table, TextWorkspace workspace) : INgramSink
{
    public void Add(ReadOnlySpan<char> ngram, ulong hash, int start)
    {
        var term = table.Find(ngram, hash);
        if (term >= 0)
        {
            workspace.AddTerm(term);
        }
    }
}
