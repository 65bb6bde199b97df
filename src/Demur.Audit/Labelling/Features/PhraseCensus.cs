using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Rules;

namespace Demur.Audit.Labelling.Features;

/// <summary>How often each kind of phrase occurs, and where first and last.</summary>
internal readonly ref struct PhraseCensus
{
    private readonly Tallies _tallies;

    /// <summary>Counts the hits of a response.</summary>
    /// <param name="workspace">The response, read.</param>
    public PhraseCensus(LabellingWorkspace workspace)
    {
        var tokens = workspace.Response.Tokens;
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(workspace.Hits))
        {
            ref var tally = ref _tallies[(int)hit.Kind];
            var sentence = tokens[hit.First].Sentence;
            if (tally.Total == 0)
            {
                tally.FirstWord = hit.First;
                tally.FirstEnd = hit.End;
                tally.FirstSentence = sentence;
                tally.LastSentence = -1;
            }

            tally.Sentences += sentence == tally.LastSentence ? 0 : 1;
            tally.LastSentence = sentence;
            tally.LastWord = hit.First;
            tally.Regions[PhraseFeatures.RegionOf(hit.First, tokens.Length)]++;
            tally.Total++;
        }
    }

    /// <summary>Whether a kind occurs.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether it does.</returns>
    public bool Has(PhraseKind kind) => _tallies[(int)kind].Total > 0;

    /// <summary>How often a kind occurs.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The number of hits.</returns>
    public int Total(PhraseKind kind) => _tallies[(int)kind].Total;

    /// <summary>How often a kind occurs in a region.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="region">0 opening, 1 middle, 2 end.</param>
    /// <returns>The number of hits.</returns>
    public int Count(PhraseKind kind, int region) => _tallies[(int)kind].Regions[region];

    /// <summary>The word where a kind first occurs; meaningless when it does not.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word's number.</returns>
    public int FirstWord(PhraseKind kind) => _tallies[(int)kind].FirstWord;

    /// <summary>The end of a kind's first hit.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The number just past its last word.</returns>
    public int FirstEnd(PhraseKind kind) => _tallies[(int)kind].FirstEnd;

    /// <summary>The word where a kind last occurs.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word's number.</returns>
    public int LastWord(PhraseKind kind) => _tallies[(int)kind].LastWord;

    /// <summary>The sentence where a kind first occurs.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The sentence's number.</returns>
    public int FirstSentence(PhraseKind kind) => _tallies[(int)kind].FirstSentence;

    /// <summary>The number of sentences in which a kind occurs.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The number of sentences.</returns>
    public int Sentences(PhraseKind kind) => _tallies[(int)kind].Sentences;

    private struct Tally
    {
        public int Total;
        public int FirstWord;
        public int FirstEnd;
        public int FirstSentence;
        public int LastSentence;
        public int LastWord;
        public int Sentences;
        public RegionCounts Regions;
    }

    [InlineArray(DenseLayout.Regions)]
    private struct RegionCounts
    {
        private int _first;
    }

    [InlineArray(MaxKinds)]
    private struct Tallies
    {
        private Tally _first;
    }

    private const int MaxKinds = 16;
}
