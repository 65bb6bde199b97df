using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Sentences;

namespace Demur.Learning.Text;

/// <summary>
/// A sentence encoder's vector as features, so that a text can be like those of a class in meaning without sharing a word with them. The vector has no
/// places in the text and its numbers no names of their own. Immutable; as safe for concurrent use as its encoder. Each row is a call of the encoder.
/// </summary>
/// <param name="encoder">The encoder; stays the caller's and has to live as long as the features.</param>
public sealed class SentenceFeatures(ISentenceEncoder encoder) : ITextFeatures
{
    private static readonly Dictionary<int, IReadOnlyList<TextSpan>> Nowhere = [];

    /// <summary>The encoder.</summary>
    public ISentenceEncoder Encoder { get; } = encoder;

    /// <inheritdoc/>
    public int FeatureCount => Encoder.Dimension;

    /// <inheritdoc/>
    public string FeatureName(int feature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, FeatureCount);
        return $"[{Encoder.Id} {feature}]";
    }

    /// <inheritdoc/>
    public SparseRow Transform(ReadOnlySpan<char> text, TextWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var vector = Encoder.Encode([text.ToString()])[0];
        workspace.Reserve(vector.Length);
        var stored = 0;
        for (var column = 0; column < vector.Length; column++)
        {
            if (vector[column] != 0)
            {
                workspace.Columns[stored] = column;
                workspace.Values[stored++] = vector[column];
            }
        }

        return new SparseRow(workspace.Columns.AsSpan(0, stored), workspace.Values.AsSpan(0, stored));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(string text) => Nowhere;

    /// <summary>Writes which encoder is needed; its weights stay where they are.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(Encoder.Id);
        writer.WriteInt32(Encoder.Dimension);
    }

    /// <summary>Reads what <see cref="Write"/> wrote and asks for the encoder.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="encoders">Gives an encoder by its identifier; null when there is none to give.</param>
    /// <returns>The features.</returns>
    /// <exception cref="DemurException">No encoder was given, it is another one, or the file is damaged.</exception>
    public static SentenceFeatures Read(ModelReader reader, Func<string, ISentenceEncoder>? encoders)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (id, dimension) = (reader.ReadString(), reader.ReadInt32());
        if (encoders is null)
        {
            throw reader.Refused(ErrorCode.Missing, $"the model needs the sentence encoder '{id}' ({dimension} numbers a text), and none was given. Load it with that encoder.");
        }

        var encoder = encoders(id);
        return encoder.Id == id && encoder.Dimension == dimension
            ? new SentenceFeatures(encoder)
            : throw reader.Refused(
                ErrorCode.BadInput,
                $"the model needs the sentence encoder '{id}' ({dimension} numbers a text), and got '{encoder.Id}' ({encoder.Dimension} numbers). Give the one that it was trained with.");
    }
}
