using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Demur.Neural.Training.Internal;

/// <summary>A short hash of everything that decides the course of a run, so that a checkpoint is not continued by another one.</summary>
internal static class TrainingFingerprint
{
    public static string Of(TrainerOptions options, IReadOnlyList<TrainingSequence> sequences)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes((options with { CheckpointFolder = null, CheckpointEvery = 0, EvaluateEvery = 0, Evaluate = null, WithoutDecay = [], Stage = "" }).ToString()));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join(';', options.WithoutDecay)));
        foreach (var sequence in sequences)
        {
            hash.AppendData(MemoryMarshal.AsBytes(sequence.Ids.ToArray().AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(sequence.Weights.ToArray().AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
