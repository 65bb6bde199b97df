using System.Text;
using Demur.Neural.Tokenization.Decoders;

namespace Demur.Neural.Tokenization;

/// <summary>Turns tokens into text as they arrive, and holds back the beginning of a character until the whole of it is there.</summary>
/// <remarks>All that it returns, joined, is what <see cref="Tokenizer.Decode"/> makes of the same tokens. One stream, one decoder; not thread-safe.</remarks>
public sealed class StreamingDecoder
{
    private readonly Tokenizer _tokenizer;
    private readonly bool _skipSpecial;
    private readonly IDecodeStep[] _steps;
    private List<DecodedPiece> _input = [];
    private List<DecodedPiece> _output = [];

    internal StreamingDecoder(Tokenizer tokenizer, ITokenDecoder decoder, bool skipSpecial)
    {
        _tokenizer = tokenizer;
        _skipSpecial = skipSpecial;
        _steps = [.. decoder.Start(), new Utf8Step()];
    }

    /// <summary>Takes the next token.</summary>
    /// <param name="id">The token's number; one without a token gives no text.</param>
    /// <returns>The text that is now certain; often the token's, sometimes empty, sometimes that of several tokens.</returns>
    public string Push(int id)
    {
        var text = new StringBuilder();
        Push(id, text);
        return text.ToString();
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>What was held back; a character that was never completed becomes U+FFFD.</returns>
    public string Finish()
    {
        var text = new StringBuilder();
        Finish(text);
        return text.ToString();
    }

    internal void Push(int id, StringBuilder text)
    {
        var added = _tokenizer.Added.Find(id);
        var content = added?.Content ?? _tokenizer.Vocabulary.TextOf(id);
        if (content is null || (_skipSpecial && added is { IsSpecial: true }))
        {
            return;
        }

        _input.Clear();
        _input.Add(DecodedPiece.Of(content, literal: added is not null));
        Run(0, text);
    }

    internal void Finish(StringBuilder text)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            _input.Clear();
            _steps[i].Finish(_input);
            Run(i + 1, text);
        }
    }

    private void Run(int firstStep, StringBuilder text)
    {
        for (var i = firstStep; i < _steps.Length; i++)
        {
            _output.Clear();
            foreach (var piece in _input)
            {
                _steps[i].Push(piece, _output);
            }

            (_input, _output) = (_output, _input);
        }

        foreach (var piece in _input)
        {
            text.Append(piece.Text);
        }
    }
}
