using Demur.Decisions;
using Demur.Neural.Tokenization.Internal;
using Demur.Neural.Tokenization.Pretokenizers;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Reads the <c>decoder</c> of a tokenizer file.</summary>
internal static class DecoderFormat
{
    private static readonly string[] Known = ["Sequence", "ByteLevel", "ByteFallback", "Metaspace", "Fuse", "Strip", "Replace", "WordPiece", "BPEDecoder"];

    /// <summary>Without a decoder tokens are words, with a space between them.</summary>
    public static ITokenDecoder None { get; } = new DecoderRule(() => new TextStep((text, first) => first ? text : " " + text, spacesWords: true), _ => { });

    public static ITokenDecoder Read(JsonField field)
    {
        var fused = false;
        return Read(field, ref fused, 0);
    }

    /// <summary>SentencePiece's rules: signs to spaces, bytes to characters, one leading space dropped where one was put.</summary>
    public static ITokenDecoder SentencePiece(bool dropLeadingSpace)
    {
        var rules = new List<ITokenDecoder> { Replace(TextPattern.OfText("\u2581"), " ", fused: false), ByteFallback(), Fuse() };
        if (dropLeadingSpace)
        {
            rules.Add(Strip(' ', 1, 0, fused: true));
        }

        return new DecoderSequence(rules);
    }

    public static ITokenDecoder ByteLevel() => new DecoderRule(() => new ByteLevelStep(), writer =>
    {
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", true);
        writer.WriteBoolean("trim_offsets", true);
        writer.WriteBoolean("use_regex", true);
    });

    public static ITokenDecoder Metaspace(char sign, PrependScheme scheme, bool split) => new DecoderRule(
        () => new TextStep((text, first) =>
        {
            var spaced = text.Replace(sign, ' ');
            return first && scheme != PrependScheme.Never && text.Length > 0 && text[0] == sign ? spaced[1..] : spaced;
        }),
        writer =>
        {
            writer.WriteString("type", "Metaspace");
            writer.WriteString("replacement", sign.ToString());
            writer.WriteString("prepend_scheme", scheme.ToString().ToLowerInvariant());
            writer.WriteBoolean("split", split);
        });

    public static ITokenDecoder WordPiece(string prefix, bool cleanup) => new DecoderRule(
        () => new TextStep((text, first) =>
        {
            var joined = first ? text : text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : " " + text;
            return cleanup ? CleanUp(joined) : joined;
        }, spacesWords: true),
        writer =>
        {
            writer.WriteString("type", "WordPiece");
            writer.WriteString("prefix", prefix);
            writer.WriteBoolean("cleanup", cleanup);
        });

    private static ITokenDecoder Read(JsonField field, ref bool fused, int depth)
    {
        switch (field.Text("type"))
        {
            case "Sequence" when depth < 16:
                var rules = new List<ITokenDecoder>();
                foreach (var item in field.Required("decoders").Items())
                {
                    rules.Add(Read(item, ref fused, depth + 1));
                }

                return new DecoderSequence(rules);
            case "Sequence":
                throw field.Error("nests sequences more than 16 deep");
            case "ByteLevel":
                return ByteLevel();
            case "ByteFallback":
                return ByteFallback();
            case "Fuse":
                fused = true;
                return Fuse();
            case "Metaspace":
                return Metaspace(PretokenizerFormat.Sign(field), PretokenizerFormat.Scheme(field), field.Flag("split", true));
            case "Strip":
                var content = field.Text("content");
                return Strip(content.Length == 1 ? content[0] : throw field.Error($"strips '{content}'; expected one character"), field.Integer("start", 0), field.Integer("stop", 0), fused);
            case "Replace":
                return Replace(TextPattern.Read(field.Required("pattern")), field.Text("content"), fused);
            case "WordPiece":
                return WordPiece(field.TextOrNull("prefix") ?? "##", field.Flag("cleanup", true));
            case "BPEDecoder":
                return Suffix(field.TextOrNull("suffix") ?? "</w>", field);
            case var type:
                throw field.Error($"has type '{type}', which is not known; known are {string.Join(", ", Known)}");
        }
    }

    private static DecoderRule ByteFallback() => new(() => new ByteFallbackStep(), writer => writer.WriteString("type", "ByteFallback"));

    // Joining tokens changes nothing of a stream of text, but bytes must be characters before.
    private static DecoderRule Fuse() => new(() => new Utf8Step(), writer => writer.WriteString("type", "Fuse"));

    private static DecoderRule Suffix(string suffix, JsonField field) => suffix.Length == 0
        ? throw field.Error("has an empty suffix")
        : new DecoderRule(() => new SuffixStep(suffix), writer =>
        {
            writer.WriteString("type", "BPEDecoder");
            writer.WriteString("suffix", suffix);
        });

    private static DecoderRule Strip(char content, int start, int stop, bool fused) => new(
        () => fused ? new StripStep(content, start, stop) : new TextStep((text, _) => StripStep.Strip(text, content, start, stop)),
        writer =>
        {
            writer.WriteString("type", "Strip");
            writer.WriteString("content", content.ToString());
            writer.WriteNumber("start", start);
            writer.WriteNumber("stop", stop);
        });

    private static DecoderRule Replace(TextPattern pattern, string content, bool fused) => new(
        () => fused && pattern.Literal is not { Length: 1 } ? new GatherStep(text => Replaced(text, pattern, content)) : new TextStep((text, _) => Replaced(text, pattern, content)),
        writer =>
        {
            writer.WriteString("type", "Replace");
            writer.WritePropertyName("pattern");
            pattern.Write(writer);
            writer.WriteString("content", content);
        });

    private static string Replaced(string text, TextPattern pattern, string content)
    {
        if (pattern.Literal is { } literal)
        {
            return text.Replace(literal, content, StringComparison.Ordinal);
        }

        var matches = new List<TextSpan>();
        pattern.Match(text, new TextSpan(0, text.Length), matches);
        for (var i = matches.Count - 1; i >= 0; i--)
        {
            text = string.Concat(text.AsSpan(0, matches[i].Start), content, text.AsSpan(matches[i].End));
        }

        return text;
    }

    /// <summary>The English spacing that WordPiece's decoder mends.</summary>
    private static string CleanUp(string text) => text
        .Replace(" .", ".", StringComparison.Ordinal).Replace(" ?", "?", StringComparison.Ordinal)
        .Replace(" !", "!", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal)
        .Replace(" ' ", "'", StringComparison.Ordinal).Replace(" n't", "n't", StringComparison.Ordinal)
        .Replace(" 'm", "'m", StringComparison.Ordinal).Replace(" do not", " don't", StringComparison.Ordinal)
        .Replace(" 's", "'s", StringComparison.Ordinal).Replace(" 've", "'ve", StringComparison.Ordinal)
        .Replace(" 're", "'re", StringComparison.Ordinal);
}
