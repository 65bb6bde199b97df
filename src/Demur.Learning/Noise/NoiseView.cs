using Demur.Learning.Neighbours;
using Demur.Learning.Noise.Internal;
using Demur.Learning.Sparse;

namespace Demur.Learning.Noise;

/// <summary>What strategies look at: labels, predictions by models that have not seen the row, and vectors for neighbours. Immutable and thread-safe.</summary>
public sealed class NoiseView
{
    private readonly OutOfFold _scores;
    private readonly IEmbedding? _embedding;

    internal NoiseView(LabelledTexts data, NoiseOptions options, OutOfFold scores, IEmbedding? embedding, CancellationToken cancellationToken)
    {
        Data = data;
        Options = options;
        _scores = scores;
        _embedding = embedding;
        Vectors = embedding?.Embed(data.Texts, cancellationToken) ?? SparseMatrix.FromDense(scores.Scores);
    }

    /// <summary>The texts and labels.</summary>
    public LabelledTexts Data { get; }

    /// <summary>How suspects are looked for.</summary>
    public NoiseOptions Options { get; }

    /// <summary>The labels in ordinal order.</summary>
    public IReadOnlyList<string> Classes => _scores.Classes;

    /// <summary>One vector a row.</summary>
    public SparseMatrix Vectors { get; }

    /// <summary>The out-of-fold probabilities of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>One number a class, adding up to 1.</returns>
    public ReadOnlySpan<double> Probabilities(int row) => _scores.Probabilities[row];

    /// <summary>The label that models which have not seen a row give it.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The most probable label; the first of several equal ones.</returns>
    public string Predicted(int row) => Classes[_scores.Best(row)];

    /// <summary>The out-of-fold probability of a row's own label.</summary>
    /// <param name="row">The row.</param>
    /// <returns>A number from 0 to 1.</returns>
    public double Trust(int row) => _scores.Probabilities[row][_scores.Labels[row]];

    /// <summary>Puts other texts, such as checked examples, into the same space.</summary>
    /// <param name="texts">Texts that are not among the data.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>One vector a text.</returns>
    public SparseMatrix Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return _embedding?.Embed(texts, cancellationToken) ?? SparseMatrix.FromDense(_scores.ScoresOf(texts));
    }

    internal NearestNeighbours Index(SparseMatrix rows) => new(rows, new NeighbourOptions { Metric = Options.Metric });

    internal string RequireNone(string strategy) => Options.NoneLabel is { } none && Classes.Contains(none)
        ? none
        : throw new DemurException(ErrorCode.Usage, $"The {strategy} strategy needs the label that stands for none of the others; found {string.Join(", ", Classes.Take(12).Select(name => $"'{name}'"))}. Name it as NoneLabel (--none).");
}
