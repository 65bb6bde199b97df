using System.Text;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Tokenization;
using Demur.Neural.Tokenization.Decoders;
using Demur.Neural.Tokenization.Internal;
using Demur.Neural.Tokenization.Models;
using Demur.Neural.Tokenization.Normalizers;
using Demur.Neural.Tokenization.Pretokenizers;

namespace Demur.Neural.Sentences.Import;

/// <summary>BERT's <c>vocab.txt</c>, one token a line.</summary>
internal static class BertVocabulary
{
    private const string Continuation = "##";
    private const int LongestWord = 100;

    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Reads the tokens.</summary>
    /// <param name="path">The file, its lines ended as any system ends them.</param>
    /// <param name="count">How many tokens the model has.</param>
    /// <returns>The tokens; a token's number is its place.</returns>
    /// <exception cref="DemurException">The file has another number of tokens, one twice, or lacks a special one.</exception>
    internal static string[] Read(string path, int count)
    {
        var tokens = Lines(path);
        var known = tokens.ToHashSet(StringComparer.Ordinal);
        return tokens.Length != count ? throw CheckpointError.NotThere(path, $"{count} lines were expected, one a token, and it has {tokens.Length}.")
            : known.Count != count ? throw CheckpointError.NotThere(path, $"a token stands there twice; {count} different ones were expected.")
            : Special.FirstOrDefault(token => !known.Contains(token)) is { } absent ? throw CheckpointError.NotThere(path, $"it lacks the token {absent}, which BERT's models need.")
            : tokens;
    }

    /// <summary>BERT's tokenizer for lower-case English over these tokens, which puts every text between [CLS] and [SEP].</summary>
    internal static Tokenizer Build(string[] tokens)
    {
        var special = Special.Select(text => new AddedToken(Array.IndexOf(tokens, text), text)).ToArray();
        var vocabulary = Vocabulary.FromList(tokens, special.Select(token => token.Id), "vocab.txt");
        return new Tokenizer(new TokenizerSpec(new WordPieceModel(vocabulary, "[UNK]", Continuation, LongestWord), "vocab.txt")
        {
            AddedTokens = special,
            Normalizer = new BertNormalizer(cleanText: true, spaceIdeographs: true, stripAccents: null, lowercase: true),
            Pretokenizer = new BertPretokenizer(),
            Frame = new TokenFrame([vocabulary.IdOf("[CLS]")], [vocabulary.IdOf("[SEP]")]),
            Decoder = DecoderFormat.WordPiece(Continuation, cleanup: true),
        });
    }

    // ReadAllLines would put up with bytes that are no text, and two tokens might become one.
    private static string[] Lines(string path)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
            return [.. text.TrimEnd('\n', '\r').Split('\n').Select(line => line.TrimEnd('\r'))];
        }
        catch (DecoderFallbackException error)
        {
            throw CheckpointError.Invalid(path, "content", "the file is no text in UTF-8.", error);
        }
    }
}
