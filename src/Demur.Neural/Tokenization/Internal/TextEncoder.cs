using Demur.Decisions;
using Demur.Neural.Tokenization.Models;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>One text on its way through a tokenizer's parts.</summary>
internal sealed class TextEncoder(TokenizerSpec spec, AddedTokens added, bool literal)
{
    private readonly List<int> _ids = [];
    private readonly List<TextSpan> _spans = [];
    private readonly List<TokenPart> _parts = [];

    public void AddFrame(IReadOnlyList<int> ids, int place)
    {
        foreach (var id in ids)
        {
            _ids.Add(id);
            _spans.Add(new TextSpan(place, 0));
        }
    }

    public void AddText(string text)
    {
        if (literal)
        {
            AddSegment(new AlignedText(text, 0));
            return;
        }

        foreach (var (token, span) in added.Split(text, normalized: false))
        {
            if (token is null)
            {
                AddSegment(new AlignedText(span.Length == text.Length ? text : text.Substring(span.Start, span.Length), span.Start));
            }
            else
            {
                Add(token.Id, span);
            }
        }
    }

    public TokenizedText Finish() => new(_ids.ToArray(), _spans.ToArray());

    private void AddSegment(AlignedText segment)
    {
        var text = spec.Normalizer?.Normalize(segment) ?? segment;
        if (literal)
        {
            AddPieces(text);
            return;
        }

        foreach (var (token, span) in added.Split(text.Text, normalized: true))
        {
            if (token is null)
            {
                AddPieces(text.Slice(span.Start, span.Length));
            }
            else
            {
                var start = text.StartOf(span.Start);
                Add(token.Id, new TextSpan(start, text.EndOf(span.End - 1) - start));
            }
        }
    }

    private void AddPieces(AlignedText text)
    {
        if (text.Text.Length == 0)
        {
            return;
        }

        var pieces = new PieceList(text);
        spec.Pretokenizer?.Split(pieces);
        var (final, words) = (pieces.Text, pieces.Text.Text);
        foreach (var piece in pieces.Pieces)
        {
            _parts.Clear();
            spec.Model.Tokenize(words.AsSpan(piece.Start, piece.Length), _parts);
            foreach (var part in _parts)
            {
                var start = final.StartOf(piece.Start + part.Start);
                Add(part.Id, new TextSpan(start, Math.Max(0, final.EndOf(piece.Start + part.End - 1) - start)));
            }
        }
    }

    private void Add(int id, TextSpan span)
    {
        _ids.Add(id);
        _spans.Add(span);
    }
}
