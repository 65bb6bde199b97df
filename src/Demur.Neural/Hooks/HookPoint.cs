namespace Demur.Neural.Hooks;

/// <summary>A place of one model where values can be read and rewritten.</summary>
/// <param name="Name">The name, such as <c>blocks.3.attn.z</c>.</param>
/// <param name="Kind">What lies there.</param>
/// <param name="Layer">The block, from 0; 0 too for places outside the blocks.</param>
/// <param name="Shape">The dimensions of the value, sizes where they are fixed: <c>batch</c>, <c>position</c>, <c>4</c>, <c>32</c>.</param>
public sealed record HookPoint(string Name, HookKind Kind, int Layer, IReadOnlyList<string> Shape)
{
    /// <summary>The name with its shape: <c>blocks.3.attn.z [batch, position, 4, 32]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";

    /// <summary>The name of a place.</summary>
    /// <param name="kind">What lies there.</param>
    /// <param name="layer">The block, from 0; not used for places outside the blocks.</param>
    public static string NameOf(HookKind kind, int layer = 0) => kind switch
    {
        HookKind.Embed => "embed",
        HookKind.FinalNorm => "final.norm",
        HookKind.Logits => "logits",
        _ => $"blocks.{layer}.{Suffix(kind)}",
    };

    private static string Suffix(HookKind kind) => kind switch
    {
        HookKind.ResidPre => "resid_pre",
        HookKind.ResidMid => "resid_mid",
        HookKind.ResidPost => "resid_post",
        HookKind.AttentionIn => "attn.in",
        HookKind.Query => "attn.q",
        HookKind.Key => "attn.k",
        HookKind.Value => "attn.v",
        HookKind.Pattern => "attn.pattern",
        HookKind.Z => "attn.z",
        HookKind.HeadOut => "attn.head_out",
        HookKind.AttentionOut => "attn.out",
        HookKind.MlpIn => "mlp.in",
        HookKind.MlpAct => "mlp.act",
        HookKind.MlpOut => "mlp.out",
        HookKind.RouterScores => "moe.scores",
        HookKind.Router => "moe.router",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A place outside the blocks has no suffix."),
    };
}
