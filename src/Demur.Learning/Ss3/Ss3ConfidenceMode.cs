namespace Demur.Learning.Ss3;

/// <summary>How a term's global value becomes its confidence (norm_gv and norm_gv_xai in the reference toolkit).</summary>
public enum Ss3ConfidenceMode
{
    /// <summary>As <see cref="Norm"/>, with words that are frequent everywhere muted and phrases of telling words lifted, so that the explanation reads well.</summary>
    NormExplainable,

    /// <summary>The global value as a share of the greatest one of its category and length.</summary>
    Norm,
}
