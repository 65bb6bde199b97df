using Demur.Neural.Tokenization;

namespace Demur.Neural.Generation;

/// <summary>One row while it is being written: its tokens, its text so far, and whether it has ended.</summary>
internal sealed class AnswerInProgress
{
    private readonly GenerationOptions _options;
    private readonly TokenSampler _sampler;
    private readonly StreamingDecoder _decoder;
    private readonly StopStrings _stops;
    private readonly List<int> _tokens;
    private readonly List<GeneratedToken> _generated = [];
    private readonly LogitsContext _context;
    private readonly int _limit;

    public AnswerInProgress(IReadOnlyList<int> prompt, int row, GenerationOptions options, Tokenizer tokenizer, int contextLength)
    {
        _options = options;
        _sampler = new TokenSampler(options, row);
        _decoder = tokenizer.StartDecoding();
        _stops = new StopStrings(options.StopStrings);
        _tokens = [.. prompt];
        _context = new LogitsContext(row, _tokens, prompt.Count);
        _limit = Math.Min(options.MaximumTokens, contextLength - prompt.Count);
    }

    public StopReason? Reason { get; private set; }

    public int LastToken => _tokens[^1];

    public IReadOnlyList<GeneratedToken> Generated => _generated;

    /// <summary>Takes the model's logits of the next token and goes one step on.</summary>
    public GeneratedToken Advance(ReadOnlySpan<float> logits)
    {
        var forced = _generated.Count < _options.ForcedPrefix.Count;
        var id = forced ? _options.ForcedPrefix[_generated.Count] : _sampler.Choose(logits, _context);
        var normalizer = LogProbabilities.Normalizer(logits);
        _tokens.Add(id);
        var text = _stops.Push(Decode(id, forced), out var stopped);
        Reason = stopped ? StopReason.StopString : Reason ?? (_generated.Count + 1 >= _limit ? StopReason.Length : null);
        if (Reason is not null && !stopped)
        {
            text += _stops.Push(_decoder.Finish(), out stopped);
            Reason = stopped ? StopReason.StopString : Reason;
            text += stopped ? "" : _stops.Finish();
        }

        var token = new GeneratedToken(id, logits[id] - normalizer, LogProbabilities.Top(logits, normalizer, _options.Alternatives), text, forced, Reason);
        _generated.Add(token);
        return token;
    }

    public GenerationResult Finish() => new(string.Concat(_generated.Select(token => token.Text)), _generated, _context.PromptLength, Reason ?? StopReason.Length);

    /// <summary>A token that ends answers is no part of the text, unless it was forced.</summary>
    private string Decode(int id, bool forced)
    {
        if (!forced && _options.StopTokens.Contains(id))
        {
            Reason = StopReason.StopToken;
            return "";
        }

        return _decoder.Push(id);
    }
}
