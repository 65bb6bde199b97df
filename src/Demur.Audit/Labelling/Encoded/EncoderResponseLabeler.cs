using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Sentences;

namespace Demur.Audit.Labelling.Encoded;

/// <summary>
/// A second stage on the hybrid labeller: one logistic regression over its log-odds and a sentence encoder's vector of the response's opening, for
/// answers that decline in words that no rule knows. Immutable; as safe for concurrent use as its encoder, and slower than the hybrid by one call of it.
/// </summary>
public sealed class EncoderResponseLabeler : IResponseLabeler
{
    /// <summary>What a model file of such a labeller calls itself.</summary>
    public const string FileKind = "encoder-labeler";

    /// <summary>Log-odds span some twenty units and a vector's numbers a tenth of one; the shared penalty should not prefer the former.</summary>
    private const double LogOddsScale = 0.25;

    private readonly HybridResponseLabeler _hybrid;
    private readonly ISentenceEncoder _encoder;
    private readonly LinearModel _model;
    private readonly int _openingLength;

    internal EncoderResponseLabeler(HybridResponseLabeler hybrid, ISentenceEncoder encoder, LinearModel model, int openingLength, ModelCard? card = null)
    {
        _hybrid = hybrid;
        _encoder = encoder;
        _model = model;
        _openingLength = openingLength;
        Card = card;
    }

    /// <summary>What its file says about it; null for a labeller that was never saved.</summary>
    public ModelCard? Card { get; }

    /// <summary>The identifier of the sentence encoder that it works with.</summary>
    public string EncoderId => _encoder.Id;

    /// <summary>The first stage, as it labels alone.</summary>
    public HybridResponseLabeler First => _hybrid;

    /// <inheritdoc/>
    public string Name => Card is null ? $"encoder-{EncoderId}" : $"encoder-{EncoderId} {Card.DataHash[..Math.Min(8, Card.DataHash.Length)]}";

    /// <summary>Loads a labeller that <c>demur train labeler --encoder</c> made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoders">Gives the sentence encoder that the file names, by its identifier.</param>
    /// <returns>The labeller.</returns>
    /// <exception cref="DemurException">The file is missing, damaged or holds something else, or needs another encoder than was given.</exception>
    public static EncoderResponseLabeler Load(string path, Func<string, ISentenceEncoder> encoders)
    {
        ArgumentNullException.ThrowIfNull(encoders);
        return ModelFile.Load(path, FileKind, (reader, card) =>
        {
            var encoder = Learning.Text.SentenceFeatures.Read(reader, encoders).Encoder;
            var openingLength = reader.ReadInt32();
            var model = LinearModel.Read(reader);
            return openingLength > 0 && model.FeatureCount == encoder.Dimension + 1
                ? new EncoderResponseLabeler(HybridResponseLabeler.Read(reader, card), encoder, model, openingLength, card)
                : throw reader.Damaged($"a model of {model.FeatureCount} features for openings of {openingLength} characters");
        });
    }

    /// <summary>Saves the labeller, the hybrid with it; the encoder's weights stay where they are.</summary>
    /// <param name="path">The file.</param>
    /// <param name="card">What the file says about itself; its kind is set here.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public void Save(string path, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        ModelFile.Save(path, card with { Kind = FileKind }, writer =>
        {
            new Learning.Text.SentenceFeatures(_encoder).Write(writer);
            writer.WriteInt32(_openingLength);
            _model.Write(writer);
            _hybrid.Write(writer);
        });
    }

    /// <inheritdoc/>
    public ResponseDecision Decide(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        if (string.IsNullOrWhiteSpace(response))
        {
            return _hybrid.Decide(prompt, response);
        }

        var logOdds = _hybrid.LogOdds(prompt, response);
        var whole = _model.Score(Row(logOdds, _encoder.Encode([Opening(response, _openingLength)])[0]).Row);

        // Stance, kind, onset and evidence are the hybrid's, read as if its own log-odds had been these.
        return _hybrid.WithCalibration(new LogitCalibration(1, whole - logOdds)).Decide(prompt, response);
    }

    /// <summary>The features of a response: the hybrid's log-odds first, then the vector.</summary>
    internal static SparseVector Row(double logOdds, float[] vector)
    {
        var values = new double[vector.Length + 1];
        values[0] = logOdds * LogOddsScale;
        for (var index = 0; index < vector.Length; index++)
        {
            values[index + 1] = vector[index];
        }

        return new SparseVector([.. Enumerable.Range(0, values.Length)], values);
    }

    /// <summary>What of a response the encoder sees; never half a character.</summary>
    internal static string Opening(string response, int length) =>
        response.Length <= length ? response
        : response[..(char.IsHighSurrogate(response[length - 1]) ? length - 1 : length)];
}
