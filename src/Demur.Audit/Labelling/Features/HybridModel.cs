using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Rules;
using Demur.Audit.Labelling.Text;
using Demur.Learning.Models;

namespace Demur.Audit.Labelling.Features;

/// <summary>The weights of the hybrid labeller. Immutable and thread-safe.</summary>
internal sealed class HybridModel
{
    /// <summary>What model files of this class are called.</summary>
    public const string FileKind = "response-labeler";

    private readonly ulong[] _keys;
    private readonly float[] _ngramWeights;
    private readonly CuckooTable _ngrams;
    private readonly float[] _dense;

    /// <summary>Creates a model.</summary>
    /// <param name="mask">The words that n-grams may name.</param>
    /// <param name="keys">The n-grams' hashes, ascending.</param>
    /// <param name="ngramWeights">Their weights.</param>
    /// <param name="dense">The weights of the fixed features.</param>
    /// <param name="intercept">The log-odds of a response without features.</param>
    public HybridModel(WordMask mask, ulong[] keys, float[] ngramWeights, float[] dense, double intercept)
    {
        Mask = mask;
        _keys = keys;
        _ngramWeights = ngramWeights;
        _ngrams = CuckooTable.Of(keys, MemoryMarshal.Cast<float, uint>(ngramWeights)) ?? throw new DemurException("The labeller's n-grams cannot be told apart; its file is damaged. Train it again with 'demur train labeler'.");
        _dense = dense;
        Intercept = intercept;
    }

    /// <summary>The words that n-grams may name.</summary>
    public WordMask Mask { get; }

    /// <summary>The log-odds of a response without features.</summary>
    public double Intercept { get; }

    /// <summary>The number of n-grams with a weight.</summary>
    public int NgramCount => _keys.Length;

    /// <summary>The weight of an n-gram; 0 when it has none.</summary>
    /// <param name="key">Its hash.</param>
    /// <returns>The weight.</returns>
    public float NgramWeight(ulong key) => BitConverter.UInt32BitsToSingle(_ngrams.Find(key));

    /// <summary>The weight of a fixed feature.</summary>
    /// <param name="index">Its place in <see cref="DenseLayout"/>.</param>
    /// <returns>The weight.</returns>
    public float DenseWeight(int index) => _dense[index];

    /// <summary>Reads a model.</summary>
    /// <param name="reader">The file's content.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The content is damaged or was made for other rules.</exception>
    public static HybridModel Read(ModelReader reader)
    {
        var rules = reader.ReadString();
        if (rules != PhraseRules.Shipped.Fingerprint)
        {
            throw new DemurException($"The labeller was trained with other phrase rules ({rules}) than this version of Demur has ({PhraseRules.Shipped.Fingerprint}); train it again with 'demur train labeler'.");
        }

        var vocabulary = ReadKeys(reader);
        var common = ReadKeys(reader);
        var keys = ReadKeys(reader);
        var weights = reader.ReadSingles();
        var dense = reader.ReadSingles();
        var intercept = reader.ReadDouble();
        if (weights.Length != keys.Length || dense.Length != DenseLayout.Count(PhraseRules.Shipped.Rules.Length))
        {
            throw reader.Damaged($"{weights.Length} weights for {keys.Length} n-grams and {dense.Length} fixed features");
        }

        if (double.IsInfinity(intercept) || Array.Exists(weights, static weight => float.IsInfinity(weight)) || Array.Exists(dense, static weight => float.IsInfinity(weight)))
        {
            throw reader.Damaged("a weight without bounds");
        }

        return new HybridModel(new WordMask(vocabulary, common), keys, weights, dense, intercept);
    }

    /// <summary>Writes the model; <see cref="Read"/> reads it.</summary>
    /// <param name="writer">The file's content.</param>
    public void Write(ModelWriter writer)
    {
        writer.WriteString(PhraseRules.Shipped.Fingerprint);
        WriteKeys(writer, Mask.Vocabulary);
        WriteKeys(writer, Mask.Common);
        WriteKeys(writer, _keys);
        writer.WriteSingles(_ngramWeights);
        writer.WriteSingles(_dense);
        writer.WriteDouble(Intercept);
    }

    private static void WriteKeys(ModelWriter writer, ulong[] keys) => writer.WriteInt32s(MemoryMarshal.Cast<ulong, int>(keys));

    /// <summary>Reads hashes, which must ascend strictly: a table of doubled or empty keys could not be searched.</summary>
    private static ulong[] ReadKeys(ModelReader reader)
    {
        var halves = reader.ReadInt32s();
        if (halves.Length % 2 != 0)
        {
            throw reader.Damaged("half a key");
        }

        var keys = MemoryMarshal.Cast<int, ulong>(halves).ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == 0 || (i > 0 && keys[i] <= keys[i - 1]))
            {
                throw reader.Damaged("keys out of order");
            }
        }

        return keys;
    }
}
