using System.Runtime.CompilerServices;

namespace Demur.Learning.Text.Internal;

/// <summary>
/// Collects the known terms of one text in the workspace. A large vocabulary lies outside the processor's caches, so n-grams are looked up
/// by the batch: the loads of one stage do not wait for each other.
/// </summary>
internal ref struct LookupSink(TermTable table, TextWorkspace workspace) : INgramSink
{
    private Batch<ulong> _hashes;
    private Batch<int> _starts;
    private Batch<int> _lengths;
    private int _pending;

    public void Add(ReadOnlySpan<char> ngram, ulong hash, int start)
    {
        _hashes[_pending] = hash;
        _starts[_pending] = start;
        _lengths[_pending] = ngram.Length;
        if (++_pending == TermTable.BatchSize)
        {
            Flush();
        }
    }

    /// <summary>Looks up what is still waiting; call it once the text is read.</summary>
    public void Flush()
    {
        workspace.Reserve(workspace.TermCount + _pending);
        workspace.TermCount += table.FindAll(
            workspace.Folded,
            ((ReadOnlySpan<ulong>)_hashes)[.._pending],
            ((ReadOnlySpan<int>)_starts)[.._pending],
            ((ReadOnlySpan<int>)_lengths)[.._pending],
            workspace.Terms.AsSpan(workspace.TermCount));
        _pending = 0;
    }

    [InlineArray(TermTable.BatchSize)]
    private struct Batch<T>
    {
        private T _first;
    }
}
