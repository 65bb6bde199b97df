using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Sentences;

namespace Demur.Learning.Text;

/// <summary>Several kinds of features side by side in one row, each block as its own features made it. Immutable and thread-safe.</summary>
public sealed class JoinedFeatures : ITextFeatures
{
    private const int TfidfBlock = 1;
    private const int ConceptBlock = 2;
    private const int SentenceBlock = 3;
    private readonly ITextFeatures[] _blocks;
    private readonly int[] _starts; // [blocks + 1]

    /// <summary>Joins features.</summary>
    /// <param name="blocks">The blocks from the left; TF-IDF models, concept features and sentence features.</param>
    /// <exception cref="ArgumentException">There is no block, or one of another kind.</exception>
    public JoinedFeatures(params IReadOnlyList<ITextFeatures> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Count == 0 || !blocks.All(block => block is TfidfModel or ConceptFeatures or SentenceFeatures))
        {
            throw new ArgumentException("Joined features take TF-IDF models, concept features and sentence features, at least one.", nameof(blocks));
        }

        _blocks = [.. blocks];
        _starts = new int[_blocks.Length + 1];
        for (var i = 0; i < _blocks.Length; i++)
        {
            _starts[i + 1] = checked(_starts[i] + _blocks[i].FeatureCount);
        }
    }

    /// <summary>The blocks from the left.</summary>
    public IReadOnlyList<ITextFeatures> Blocks => _blocks;

    /// <inheritdoc/>
    public int FeatureCount => _starts[^1];

    /// <inheritdoc/>
    public string FeatureName(int feature)
    {
        var block = BlockOf(feature);
        return _blocks[block].FeatureName(feature - _starts[block]);
    }

    /// <inheritdoc/>
    public SparseRow Transform(ReadOnlySpan<char> text, TextWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var count = 0;
        for (var block = 0; block < _blocks.Length; block++)
        {
            var row = _blocks[block].Transform(text, workspace);
            workspace.ReserveJoined(count + row.Count);
            row.Values.CopyTo(workspace.JoinedValues.AsSpan(count));
            foreach (var column in row.Indices)
            {
                workspace.JoinedColumns[count++] = _starts[block] + column;
            }
        }

        return new SparseRow(workspace.JoinedColumns.AsSpan(0, count), workspace.JoinedValues.AsSpan(0, count));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(string text) =>
        _blocks.SelectMany((block, i) => block.Locate(text).Select(pair => (Feature: pair.Key + _starts[i], pair.Value)))
            .ToDictionary(pair => pair.Feature, pair => pair.Value);

    /// <summary>Writes the features.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(_blocks.Length);
        foreach (var block in _blocks)
        {
            switch (block)
            {
                case TfidfModel tfidf:
                    writer.WriteInt32(TfidfBlock);
                    tfidf.Write(writer);
                    break;
                case ConceptFeatures concepts:
                    writer.WriteInt32(ConceptBlock);
                    concepts.Write(writer);
                    break;
                case SentenceFeatures sentences:
                    writer.WriteInt32(SentenceBlock);
                    sentences.Write(writer);
                    break;
            }
        }
    }

    /// <summary>Reads features that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="encoders">Gives the sentence encoder that a block names, by its identifier; null when there is none to give.</param>
    /// <returns>The features.</returns>
    /// <exception cref="DemurException">The file is damaged, or needs an encoder that was not given.</exception>
    public static JoinedFeatures Read(ModelReader reader, Func<string, ISentenceEncoder>? encoders = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var count = reader.ReadInt32();
        if (count is < 1 or > 64)
        {
            throw reader.Damaged($"{count} blocks of features");
        }

        var blocks = new ITextFeatures[count];
        for (var i = 0; i < count; i++)
        {
            blocks[i] = reader.ReadInt32() switch
            {
                TfidfBlock => TfidfModel.Read(reader),
                ConceptBlock => ConceptFeatures.Read(reader),
                SentenceBlock => SentenceFeatures.Read(reader, encoders),
                var kind => throw reader.Damaged($"features of unknown kind {kind}"),
            };
        }

        return new JoinedFeatures(blocks);
    }

    private int BlockOf(int feature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, FeatureCount);
        return Array.FindLastIndex(_starts, start => start <= feature);
    }
}
