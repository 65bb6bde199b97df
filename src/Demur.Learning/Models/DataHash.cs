using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Demur.Learning.Models;

/// <summary>The fingerprint of training data that model cards carry: SHA-256 over every text's UTF-8 length and bytes and its label, in order.</summary>
public static class DataHash
{
    /// <summary>Computes the fingerprint.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">One label for each text.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">There are not as many labels as texts.</exception>
    public static string Of(IReadOnlyList<string> texts, IReadOnlyList<bool> labels)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        if (texts.Count != labels.Count)
        {
            throw new ArgumentException($"There are {texts.Count} texts and {labels.Count} labels; they must be equally many.", nameof(labels));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[sizeof(int) + 1];
        for (var i = 0; i < texts.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(texts[i]);
            BinaryPrimitives.WriteInt32LittleEndian(head, bytes.Length);
            head[^1] = labels[i] ? (byte)1 : (byte)0;
            hash.AppendData(head);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
