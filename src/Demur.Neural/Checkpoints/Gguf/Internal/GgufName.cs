using System.Globalization;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>A tensor's name taken apart: which block and which expert it belongs to, what it is called there, and whether it is a weight or a bias.</summary>
/// <param name="Block">The block's number; null outside the blocks.</param>
/// <param name="Expert">The expert's number; null for anything else.</param>
/// <param name="Part">The name within the block, with <c>*</c> for the expert's number.</param>
/// <param name="Kind"><c>weight</c> or <c>bias</c>.</param>
internal sealed record GgufName(int? Block, int? Expert, string Part, string Kind)
{
    private const string OurBlocks = "model.layers.";
    private const string TheirBlocks = "blk.";

    private static readonly (string Ours, string Theirs)[] Outside =
    [
        ("model.embed_tokens", "token_embd"), ("model.norm", "output_norm"), ("lm_head", "output"),
    ];

    internal bool IsNorm => Part.EndsWith("norm", StringComparison.Ordinal);

    /// <summary>Takes a Hugging Face name apart.</summary>
    /// <returns>Null when the name has another form.</returns>
    internal static GgufName? ParseOurs(string name) => Parse(name, OurBlocks, ".experts.", ".experts.*");

    /// <summary>Takes a llama.cpp name apart; older files number experts (<c>ffn_gate.3</c>) where newer ones store them in one tensor.</summary>
    /// <returns>Null when the name has another form.</returns>
    internal static GgufName? ParseTheirs(string name)
    {
        if (Parse(name, TheirBlocks, expertMark: null, "") is not { } parsed)
        {
            return null;
        }

        var dot = parsed.Part.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? parsed
            : Number(parsed.Part[(dot + 1)..]) is { } expert ? parsed with { Expert = expert, Part = parsed.Part[..dot] + "_exps" }
            : null;
    }

    /// <summary>Hugging Face's name of what llama.cpp calls so.</summary>
    internal string? ToOurs(GgufFamily family, int? expert) => Block is null
        ? Array.Find(Outside, pair => pair.Theirs == Part).Ours is { } outside ? $"{outside}.{Kind}" : null
        : family.Ours(Part) is { } part ? $"{OurBlocks}{Block}.{part.Replace("*", expert?.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}.{Kind}" : null;

    /// <summary>llama.cpp's name of what Hugging Face calls so; all experts of a block share one.</summary>
    internal string? ToTheirs(GgufFamily family) => Block is null
        ? Array.Find(Outside, pair => pair.Ours == Part).Theirs is { } outside ? $"{outside}.{Kind}" : null
        : family.Theirs(Part) is { } part ? $"{TheirBlocks}{Block}.{part}.{Kind}" : null;

    private static GgufName? Parse(string name, string blocks, string? expertMark, string expertPart)
    {
        var end = name.LastIndexOf('.');
        if (end < 0 || name[(end + 1)..] is not ("weight" or "bias"))
        {
            return null;
        }

        var (part, kind) = (name[..end], name[(end + 1)..]);
        if (!part.StartsWith(blocks, StringComparison.Ordinal))
        {
            return new GgufName(Block: null, Expert: null, part, kind);
        }

        var dot = part.IndexOf('.', blocks.Length);
        if (dot < 0 || Number(part[blocks.Length..dot]) is not { } block)
        {
            return null;
        }

        part = part[(dot + 1)..];
        var mark = expertMark is null ? -1 : part.IndexOf(expertMark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return new GgufName(block, Expert: null, part, kind);
        }

        var number = mark + expertMark!.Length;
        var after = part.IndexOf('.', number);
        return after > 0 && Number(part[number..after]) is { } expert
            ? new GgufName(block, expert, $"{part[..mark]}{expertPart}{part[after..]}", kind)
            : null;
    }

    // Digits only: "+1" or "01" would give two names to one tensor.
    private static int? Number(string text) =>
        text.Length is > 0 and <= 6 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
