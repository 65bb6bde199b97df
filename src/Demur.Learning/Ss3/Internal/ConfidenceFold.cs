namespace Demur.Learning.Ss3.Internal;

/// <summary>Sums units up to sentences, sentences to paragraphs, paragraphs to a running total that may have started with an earlier text.</summary>
internal ref struct ConfidenceFold : IUnitSink
{
    private readonly SpokenRows _rows;
    private readonly Ss3Operators _operators;
    private readonly Span<double> _sentence;
    private readonly Span<double> _paragraph;
    private readonly Span<double> _total;
    private readonly Span<double> _unit;
    private readonly bool _sumsWords;
    private int _units;
    private int _sentences;

    /// <summary>Starts with a total.</summary>
    /// <param name="rows">The confidences above alpha.</param>
    /// <param name="operators">How parts are summed up.</param>
    /// <param name="total">The running total.</param>
    /// <param name="paragraphs">How many paragraphs it holds already.</param>
    /// <param name="scratch">Three times the categories.</param>
    public ConfidenceFold(SpokenRows rows, Ss3Operators operators, Span<double> total, int paragraphs, Span<double> scratch)
    {
        var categories = total.Length;
        _rows = rows;
        _operators = operators;
        _total = total;
        Paragraphs = paragraphs;
        _sentence = scratch[..categories];
        _paragraph = scratch.Slice(categories, categories);
        _unit = scratch.Slice(2 * categories, categories);
        _sentence.Clear();
        _paragraph.Clear();
        _sumsWords = operators.Words == SummaryOperator.Sum;
    }

    /// <summary>How many paragraphs the total holds.</summary>
    public int Paragraphs { get; private set; }

    public void Take(int node, int firstToken, int length, Ss3Break before)
    {
        if (before >= Ss3Break.Sentence)
        {
            EndSentence();
            if (before == Ss3Break.Paragraph)
            {
                EndParagraph();
            }
        }

        if (_sumsWords)
        {
            _rows.AddTo(_sentence, node);
        }
        else
        {
            _unit.Clear();
            _rows.AddTo(_unit, node);
            _operators.Words.Add(_sentence, _unit, _units);
        }

        _units++;
    }

    /// <summary>Takes what is open into the total.</summary>
    public void Finish()
    {
        EndSentence();
        EndParagraph();
    }

    private void EndSentence()
    {
        if (_units > 0)
        {
            _operators.Sentences.Add(_paragraph, _sentence, _sentences++);
            _sentence.Clear();
            _units = 0;
        }
    }

    private void EndParagraph()
    {
        if (_sentences > 0)
        {
            _operators.Paragraphs.Add(_total, _paragraph, Paragraphs++);
            _paragraph.Clear();
            _sentences = 0;
        }
    }
}
