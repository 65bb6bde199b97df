using Demur.Decisions;

namespace Demur.Learning.Ss3;

/// <summary>Finds the parts of a text that a decision rests on.</summary>
public static class Ss3Insight
{
    /// <summary>
    /// Lists the parts that speak for a category, strongest first. At the level of words a part is a block: the words that speak with some words around
    /// them in their paragraph, blocks that overlap made one.
    /// </summary>
    /// <param name="reading">The text as read.</param>
    /// <param name="category">The category; the text's strongest when null.</param>
    /// <param name="level">The level; words by default.</param>
    /// <param name="window">How many words (or n-grams) to show on either side; 3 by default, at least 0. Only words use it.</param>
    /// <param name="least">Parts must speak by more than this; .01 by default.</param>
    /// <returns>The parts by falling confidence, equal ones in the text's order.</returns>
    /// <exception cref="DemurException">There is no such category, or the window is negative.</exception>
    public static IReadOnlyList<Ss3Part> Blocks(
        Ss3Reading reading, string? category = null, Ss3Level level = Ss3Level.Word, int window = 3, double least = 0.01)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (window < 0)
        {
            throw new DemurException(ErrorCode.Usage, $"A window of {window} words makes no sense; use 0 or more.");
        }

        var index = category is null ? reading.Confidence.Strongest : ConfidenceVector.IndexOf(reading.Model.Categories, category);
        var parts = level switch
        {
            Ss3Level.Sentence => reading.Sentences,
            Ss3Level.Paragraph => reading.Paragraphs,
            _ => WordBlocks(reading, index, window, least),
        };
        return [.. parts.Where(part => part.Confidences.Values[index] > least).OrderByDescending(part => part.Confidences.Values[index])];
    }

    private static List<Ss3Part> WordBlocks(Ss3Reading reading, int index, int window, double least)
    {
        var units = reading.Units;
        var blocks = new List<(int First, int Last)>();
        for (var i = 0; i < units.Count; i++)
        {
            if (!(units[i].Confidences.Values[index] > least))
            {
                continue;
            }

            var (first, last) = (i, i);
            for (var step = 0; step < window; step++)
            {
                first -= first > 0 && units[first - 1].Paragraph == units[i].Paragraph ? 1 : 0;
                last += last + 1 < units.Count && units[last + 1].Paragraph == units[i].Paragraph ? 1 : 0;
            }

            if (blocks.Count > 0 && first <= blocks[^1].Last)
            {
                blocks[^1] = (blocks[^1].First, last);
            }
            else
            {
                blocks.Add((first, last));
            }
        }

        return blocks.ConvertAll(block => Part(reading, block.First, block.Last));
    }

    private static Ss3Part Part(Ss3Reading reading, int first, int last)
    {
        var values = new double[reading.Model.Categories.Count];
        for (var i = first; i <= last; i++)
        {
            reading.Model.Operators.Words.Add(values, reading.Units[i].Confidences.Values, i - first);
        }

        var start = reading.Units[first].Span.Start;
        return new Ss3Part(new TextSpan(start, reading.Units[last].Span.End - start), new ConfidenceVector(reading.Model.Categories, values));
    }
}
