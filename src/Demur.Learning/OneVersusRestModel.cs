using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning;

/// <summary>A two-class model for each class against the others. Immutable and thread-safe.</summary>
public sealed class OneVersusRestModel : IModel
{
    internal const string Kind = "one-versus-rest";
    private const int MaxClasses = 1 << 20;
    private readonly IBinaryModel?[] _models; // with two classes only the second has one

    internal OneVersusRestModel(IBinaryModel?[] models, int featureCount)
    {
        _models = models;
        FeatureCount = featureCount;
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public int ClassCount => _models.Length;

    /// <summary>The model that sets a class against the others.</summary>
    /// <param name="label">The class.</param>
    /// <returns>The model; null for the first of two classes, for which the second's speaks, and for a class that had no example.</returns>
    public IBinaryModel? ModelOf(int label) => _models[label];

    /// <inheritdoc/>
    public void Predict(SparseRow row, Span<double> probabilities)
    {
        if (_models.Length == 2)
        {
            probabilities[1] = _models[1]!.Probability(row);
            probabilities[0] = 1 - probabilities[1];
            return;
        }

        var total = 0.0;
        for (var label = 0; label < _models.Length; label++)
        {
            probabilities[label] = _models[label]?.Probability(row) ?? 0;
            total += probabilities[label];
        }

        for (var label = 0; label < _models.Length; label++)
        {
            probabilities[label] = total > 0 ? probabilities[label] / total : 1.0 / _models.Length;
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(FeatureCount);
        writer.WriteInt32(_models.Length);
        foreach (var model in _models)
        {
            writer.WriteInt32(model is null ? 0 : 1);
            if (model is not null)
            {
                BinaryModelFormat.Write(writer, model);
            }
        }
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static OneVersusRestModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var featureCount = reader.ReadInt32();
        var classCount = reader.ReadInt32();
        if (featureCount < 0 || classCount is < 2 or > MaxClasses)
        {
            throw reader.Damaged($"{classCount} classes over {featureCount} features");
        }

        var models = new List<IBinaryModel?>();
        for (var label = 0; label < classCount; label++)
        {
            models.Add(reader.ReadInt32() == 0 ? null : BinaryModelFormat.Read(reader));
        }

        return models.Count == 2 && models[1] is null
            ? throw reader.Damaged("two classes without a model")
            : new OneVersusRestModel([.. models], featureCount);
    }
}
