using System.Text;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Tokenization;

/// <summary>Tokenizer files with bytes changed, cut, doubled and swapped, put to use.</summary>
internal static class HostileTokenizers
{
    private static readonly byte[][] Seeds = [.. Fixture.Names.Select(Fixture.Bytes).Append(Encoding.UTF8.GetBytes(Small))];

    private static readonly string[] Splices =
    [
        "null", "-1", "1e999", "99999999999", "\"\"", "[]", "{}", "true", "\"(a+)+$\"", "\"\\ud800\"", "\"[\"", "\"Sequence\"", "\"BPE\"", "\"Unigram\"", "\"ByteLevel\"", "\"Regex\"", ",", ":", "{\"type\":\"Sequence\"}",
    ];

    private static readonly string[] Texts = ["", "a", "the <|end|> of it", "e\u0301😀\ud83d \t\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "ﬁ½①漢字 Ａ"];

    private const string Small = """
        {"version":"1.0","added_tokens":[{"id":0,"content":"<unk>","single_word":false,"lstrip":true,"rstrip":false,"normalized":true,"special":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Strip"},{"type":"StripAccents"},{"type":"Prepend","prepend":"x"},{"type":"Replace","pattern":{"Regex":"[a-c]+"},"content":"aa"},{"type":"BertNormalizer"}]},
        "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Whitespace"},{"type":"Digits","individual_digits":true},{"type":"Punctuation","behavior":"Contiguous"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true},{"type":"Split","pattern":{"Regex":"(?i:'s)|\\p{L}+|\\s+(?!\\S)"},"behavior":"MergedWithNext","invert":true}]},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<unk>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],"special_tokens":{"<unk>":{"id":"<unk>","ids":[0],"tokens":["<unk>"]}}},
        "decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":1},{"type":"Replace","pattern":{"Regex":"a+"},"content":"b"}]},
        "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["a",-1.5],["aa",-2],["▁",-3],["x",-1]],"byte_fallback":true}}
        """;

    /// <summary>Breaks one file and uses what is left of it; anything but success or a clear error escapes.</summary>
    public static void Try(Random random, int seed)
    {
        var json = Break(random, Seeds[random.Next(3) == 0 ? seed % Seeds.Length : Seeds.Length - 1]);
        try
        {
            var tokenizer = Tokenizer.Parse(json, "hostile.json");
            var text = Texts[random.Next(Texts.Length)];
            var ids = tokenizer.Encode(text, addSpecialTokens: true).Ids;
            tokenizer.EncodeLiteral(text);
            tokenizer.Decode(ids.Append(random.Next()), skipSpecial: random.Next(2) == 0);
            tokenizer.Save(Stream.Null);
        }
        catch (DemurException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    private static byte[] Break(Random random, byte[] source)
    {
        var bytes = new List<byte>(source);
        for (var edits = 1 + random.Next(4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 12)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 200))));
                    break;
                case 4:
                    ReplaceValue(random, bytes, at);
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }

            if (bytes.Count == 0)
            {
                return [];
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts another JSON value in the place of one, so that the file still parses.</summary>
    private static void ReplaceValue(Random random, List<byte> bytes, int from)
    {
        var colon = bytes.IndexOf((byte)':', from);
        if (colon < 0)
        {
            return;
        }

        var end = colon + 1;
        while (end < bytes.Count && bytes[end] is not ((byte)',' or (byte)'}' or (byte)']'))
        {
            end++;
        }

        bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
    }
}
