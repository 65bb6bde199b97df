using Demur.Audit.Labelling.Rules;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>The buffers of one thread, reused from response to response.</summary>
internal sealed class LabellingWorkspace
{
    private const int PromptTail = 2_000;

    [ThreadStatic]
    private static LabellingWorkspace? _current;

    private Ngram[] _ngrams = new Ngram[2_048];
    private float[] _contributions = new float[2_048];
    private int _ngramCount;

    /// <summary>This thread's buffers.</summary>
    public static LabellingWorkspace Current => _current ??= new LabellingWorkspace();

    /// <summary>The response's words.</summary>
    public TokenList Response { get; } = new();

    /// <summary>The prompt's words.</summary>
    public TokenList Prompt { get; } = new();

    /// <summary>The prompt's words as a set.</summary>
    public WordSet PromptWords { get; } = new();

    /// <summary>A set to fill: the words of the response, where a prompt's are to be looked for among them.</summary>
    public WordSet ResponseWords { get; } = new();

    /// <summary>Whether the response is in a script that no rule reads, and is no translation that a prompt in another script asked for.</summary>
    public bool IsOfUnknownScript => Response.IsOfUnknownScript && (Prompt.Count == 0 || Prompt.IsOfUnknownScript);

    /// <summary>What the prompt asks for.</summary>
    public RequestKind Asked { get; private set; }

    /// <summary>Where rules matched.</summary>
    public List<PhraseHit> Hits { get; } = new(64);

    /// <summary>The response's words as n-grams may name them.</summary>
    public MaskedWord[] Masked { get; private set; } = new MaskedWord[512];

    /// <summary>The response's n-grams so far.</summary>
    public ReadOnlySpan<Ngram> Ngrams => _ngrams.AsSpan(0, _ngramCount);

    /// <summary>What each of <see cref="Ngrams"/> adds to the log-odds, once it is weighed.</summary>
    public Span<float> Contributions => _contributions.AsSpan(0, _ngramCount);

    /// <summary>Gives room for more n-grams.</summary>
    /// <param name="most">How many there can be.</param>
    /// <returns>The room, of which <see cref="KeepNgrams"/> keeps the beginning.</returns>
    public Span<Ngram> RoomForNgrams(int most)
    {
        if (_ngrams.Length < _ngramCount + most)
        {
            Array.Resize(ref _ngrams, 2 * (_ngramCount + most));
            Array.Resize(ref _contributions, _ngrams.Length);
        }

        return _ngrams.AsSpan(_ngramCount, most);
    }

    /// <summary>Keeps the n-grams that were written at the beginning of the room.</summary>
    /// <param name="count">How many.</param>
    /// <returns>These n-grams.</returns>
    public ReadOnlySpan<Ngram> KeepNgrams(int count)
    {
        _ngramCount += count;
        return _ngrams.AsSpan(_ngramCount - count, count);
    }

    /// <summary>Reads a prompt's end and a response and finds the phrases.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="response">What was answered.</param>
    /// <param name="rules">The rules.</param>
    public void Read(string prompt, string response, PhraseRules rules)
    {
        Read(prompt, response);
        Find(prompt, response, rules);
    }

    /// <summary>Reads a prompt's end and a response; phrases are found afterwards.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="response">What was answered.</param>
    public void Read(string prompt, string response)
    {
        _ngramCount = 0;
        Tokenizer.Run(response, Response);
        Tokenizer.Run(prompt.AsSpan(Math.Max(0, prompt.Length - PromptTail)), Prompt);
        Asked = RequestReader.Read(Prompt);
        PromptWords.Assign(Prompt.Tokens);
        if (Masked.Length < Response.Count)
        {
            Masked = new MaskedWord[Response.Count * 2];
        }
    }

    /// <summary>Finds the phrases of what was read.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="response">What was answered.</param>
    /// <param name="rules">The rules.</param>
    public void Find(string prompt, string response, PhraseRules rules)
    {
        rules.Find(Response.Tokens, Hits);
        QuotedSpeech.Drop(prompt, response, Response.Tokens, rules.Rules, Hits);
    }
}
