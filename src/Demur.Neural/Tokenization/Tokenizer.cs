using System.Text;
using Demur.Data;
using Demur.Neural.Tokenization.Decoders;
using Demur.Neural.Tokenization.Internal;
using Demur.Neural.Tokenization.Models;

namespace Demur.Neural.Tokenization;

/// <summary>Cuts text into the tokens of a language model and puts tokens back together, as a <c>tokenizer.json</c> prescribes. Immutable and thread-safe.</summary>
/// <remarks>Truncation and padding that a file may ask for are left to the caller: the tokens are always those of the whole text.</remarks>
public sealed class Tokenizer
{
    private const long LargestFile = 256L << 20;
    private readonly TokenizerSpec _spec;

    internal Tokenizer(TokenizerSpec spec)
    {
        _spec = spec;
        Added = new AddedTokens(spec.AddedTokens, spec.Normalizer);
        VocabularySize = Math.Max(Vocabulary.Size, spec.AddedTokens.Count == 0 ? 0 : spec.AddedTokens.Max(token => token.Id) + 1);
        if (VocabularySize - Vocabulary.Size > 1_000_000)
        {
            throw new DemurException($"{spec.Name}: an added token has the number {VocabularySize - 1}, far beyond the {Vocabulary.Size} tokens of the vocabulary.");
        }
    }

    /// <summary>How the tokens of a piece are found.</summary>
    public TokenizerModelKind Kind => _spec.Model.Kind;

    /// <summary>One more than the largest token number, added tokens included: the least height of an embedding table.</summary>
    public int VocabularySize { get; }

    /// <summary>The tokens found before anything else, in order of their numbers.</summary>
    public IReadOnlyList<AddedToken> AddedTokens => Added.All;

    internal AddedTokens Added { get; }

    internal Vocabulary Vocabulary => _spec.Model.Vocabulary;

    internal TokenizerSpec Spec => _spec;

    /// <summary>Reads a <c>tokenizer.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="DemurException">The file is missing, larger than 256 MiB, or not a tokenizer that Demur knows; the message names the place.</exception>
    public static Tokenizer Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            return Parse(stream, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException(ErrorCode.Storage, $"{path}: the tokenizer cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a tokenizer from the bytes of a <c>tokenizer.json</c>.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="name">What errors call the file.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="DemurException">The text is not a tokenizer that Demur knows; the message names the place.</exception>
    public static Tokenizer Parse(ReadOnlyMemory<byte> json, string name = "tokenizer.json") => new(TokenizerFormat.Read(json, name));

    /// <summary>Reads a tokenizer from a stream that holds a <c>tokenizer.json</c>.</summary>
    /// <param name="stream">The stream, read to its end.</param>
    /// <param name="name">What errors call the file.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="DemurException">The stream holds more than 256 MiB or no tokenizer that Demur knows.</exception>
    public static Tokenizer Parse(Stream stream, string name = "tokenizer.json")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > LargestFile)
            {
                throw new DemurException($"{name}: larger than {LargestFile >> 20} MiB; no tokenizer is.");
            }
        }

        return Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), name);
    }

    /// <summary>Builds a tokenizer from the lists that other file formats keep, such as GGUF's metadata.</summary>
    /// <param name="parts">The lists.</param>
    /// <param name="name">What errors call the source.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="DemurException">The lists do not fit together, or name a rule that Demur does not know.</exception>
    public static Tokenizer FromParts(TokenizerParts parts, string name = "tokenizer")
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new Tokenizer(PartsReader.Read(parts, name));
    }

    /// <summary>The tokenizer as plain lists, for formats that keep it so.</summary>
    /// <returns>Tokens by number with their scores, merges and types.</returns>
    public TokenizerParts ToParts() => PartsReader.Write(this);

    /// <summary>Writes the tokenizer as a <c>tokenizer.json</c>.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <exception cref="DemurException">The file could not be written; the old one is untouched.</exception>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Writes the tokenizer as a <c>tokenizer.json</c>.</summary>
    /// <param name="stream">Where to write; stays open.</param>
    public void Save(Stream stream) => TokenizerFormat.Write(_spec, Added, id => TokenText(id) ?? "", stream);

    /// <summary>The number of a token.</summary>
    /// <param name="token">The token as the vocabulary writes it: with the stand-ins of bytes and spaces.</param>
    /// <returns>The number, or null for no such token.</returns>
    public int? TokenId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var id = Added.Find(token) is >= 0 and var added ? added : Vocabulary.IdOf(token);
        return id >= 0 ? id : null;
    }

    /// <summary>A token as the vocabulary writes it.</summary>
    /// <param name="id">The token's number.</param>
    /// <returns>The token, or null for a number without one.</returns>
    public string? TokenText(int id) => Added.Find(id)?.Content ?? Vocabulary.TextOf(id);

    /// <summary>Whether a token steers the model and is no part of what was said.</summary>
    /// <param name="id">The token's number.</param>
    /// <returns>True for special tokens.</returns>
    public bool IsSpecial(int id) => Added.Find(id) is { IsSpecial: true };

    /// <summary>Cuts a text into tokens; special tokens written in the text count as such.</summary>
    /// <param name="text">Any text; halves of surrogate pairs read as U+FFFD.</param>
    /// <param name="addSpecialTokens">Whether the tokens that the tokenizer puts around a text, such as a beginning-of-text token, are added.</param>
    /// <returns>The tokens and their places.</returns>
    /// <exception cref="DemurException">The vocabulary cannot write the text and has no token for the unknown.</exception>
    public TokenizedText Encode(string text, bool addSpecialTokens = false) => Encode(text, addSpecialTokens, literal: false);

    /// <summary>Cuts a text into tokens as plain characters: special tokens written in it do not count, so nobody can smuggle one in.</summary>
    /// <param name="text">Any text, such as what a stranger typed.</param>
    /// <returns>The tokens and their places; none of them special.</returns>
    /// <exception cref="DemurException">The vocabulary cannot write the text and has no token for the unknown.</exception>
    public TokenizedText EncodeLiteral(string text) => Encode(text, addSpecialTokens: false, literal: true);

    /// <summary>Cuts several texts into tokens, on all cores.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="addSpecialTokens">As in <see cref="Encode(string, bool)"/>.</param>
    /// <param name="cancellationToken">Stops the work between texts.</param>
    /// <returns>The tokens of each text, in the order of the texts.</returns>
    public IReadOnlyList<TokenizedText> EncodeBatch(IReadOnlyList<string> texts, bool addSpecialTokens = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var results = new TokenizedText[texts.Count];
        Parallel.For(0, texts.Count, AllCores.Until(cancellationToken), i => results[i] = Encode(texts[i], addSpecialTokens));
        return results;
    }

    /// <summary>Puts tokens back together.</summary>
    /// <param name="ids">The tokens' numbers; those without a token give no text.</param>
    /// <param name="skipSpecial">Whether special tokens are left out.</param>
    /// <returns>The text; bytes that are no character become U+FFFD, and whole characters beside them are kept.</returns>
    public string Decode(IEnumerable<int> ids, bool skipSpecial = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var decoder = StartDecoding(skipSpecial);
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            decoder.Push(id, text);
        }

        decoder.Finish(text);
        return text.ToString();
    }

    /// <summary>Starts to decode a stream of tokens.</summary>
    /// <param name="skipSpecial">Whether special tokens are left out.</param>
    /// <returns>A decoder for this one stream.</returns>
    public StreamingDecoder StartDecoding(bool skipSpecial = true) => new(this, _spec.Decoder ?? DecoderFormat.None, skipSpecial);

    private TokenizedText Encode(string text, bool addSpecialTokens, bool literal)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoder = new TextEncoder(_spec, Added, literal);
        encoder.AddFrame(addSpecialTokens ? _spec.Frame.Before : [], 0);
        encoder.AddText(text);
        encoder.AddFrame(addSpecialTokens ? _spec.Frame.After : [], text.Length);
        return encoder.Finish();
    }
}
