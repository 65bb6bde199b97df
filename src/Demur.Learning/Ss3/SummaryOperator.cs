namespace Demur.Learning.Ss3;

/// <summary>
/// How the confidences of parts become those of the whole: words to a sentence, sentences to a paragraph, paragraphs to a text. It takes the parts one
/// by one, so that a stream can go on where it stopped. Derived classes must be stateless and thread-safe; models saved to a file know those of this class only.
/// </summary>
public abstract class SummaryOperator
{
    /// <summary>Names the operator.</summary>
    /// <param name="name">A short name, such as <c>sum</c>.</param>
    protected SummaryOperator(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The operator's name.</summary>
    public string Name { get; }

    /// <summary>Adds the parts up, as the paper does.</summary>
    public static SummaryOperator Sum { get; } = new SumOperator();

    /// <summary>Takes the greatest part, category by category.</summary>
    public static SummaryOperator Max { get; } = new MaxOperator();

    /// <summary>Takes the mean of the parts, so that long texts say no more than short ones.</summary>
    public static SummaryOperator Mean { get; } = new MeanOperator();

    /// <summary>The operators that files know.</summary>
    internal static IReadOnlyList<SummaryOperator> Known { get; } = [Sum, Max, Mean];

    /// <summary>Takes one more part into the summary.</summary>
    /// <param name="summary">The summary so far, one value a category; all 0 before the first part.</param>
    /// <param name="part">The part's values.</param>
    /// <param name="partsBefore">How many parts the summary holds already.</param>
    public abstract void Add(Span<double> summary, ReadOnlySpan<double> part, int partsBefore);

    private sealed class SumOperator() : SummaryOperator("sum")
    {
        public override void Add(Span<double> summary, ReadOnlySpan<double> part, int partsBefore)
        {
            for (var i = 0; i < summary.Length; i++)
            {
                summary[i] += part[i];
            }
        }
    }

    private sealed class MaxOperator() : SummaryOperator("max")
    {
        public override void Add(Span<double> summary, ReadOnlySpan<double> part, int partsBefore)
        {
            for (var i = 0; i < summary.Length; i++)
            {
                summary[i] = Math.Max(summary[i], part[i]);
            }
        }
    }

    private sealed class MeanOperator() : SummaryOperator("mean")
    {
        public override void Add(Span<double> summary, ReadOnlySpan<double> part, int partsBefore)
        {
            for (var i = 0; i < summary.Length; i++)
            {
                summary[i] += (part[i] - summary[i]) / (partsBefore + 1);
            }
        }
    }
}
