namespace Demur.Learning.Text.Internal;

/// <summary>Learns terms from texts: how often each occurs, and in how many texts.</summary>
internal sealed class CountingSink(TermTable table) : INgramSink
{
    private int _text;

    public int[] LastText { get; private set; } = new int[1024];

    public int[] TextCounts { get; private set; } = new int[1024];

    public long[] TermCounts { get; private set; } = new long[1024];

    /// <summary>Starts the next text; the first is 1, so that 0 means never.</summary>
    public void NextText() => _text++;

    public void Add(ReadOnlySpan<char> ngram, ulong hash, int start)
    {
        var term = table.FindOrAdd(ngram, hash);
        if (term >= LastText.Length)
        {
            Grow();
        }

        TermCounts[term]++;
        if (LastText[term] != _text)
        {
            LastText[term] = _text;
            TextCounts[term]++;
        }
    }

    private void Grow()
    {
        var size = LastText.Length * 2;
        (var last, var texts, var terms) = (LastText, TextCounts, TermCounts);
        Array.Resize(ref last, size);
        Array.Resize(ref texts, size);
        Array.Resize(ref terms, size);
        (LastText, TextCounts, TermCounts) = (last, texts, terms);
    }
}
