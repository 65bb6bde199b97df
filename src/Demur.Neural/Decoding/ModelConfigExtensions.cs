namespace Demur.Neural.Decoding;

/// <summary>What the modules derive from a configuration.</summary>
internal static class ModelConfigExtensions
{
    /// <summary>The deviation of fresh weights that write into the residual stream: two of them add up in each block.</summary>
    public static double OutputDeviation(this ModelConfig config) => config.InitialDeviation / Math.Sqrt(2.0 * config.Layers);

    /// <summary>What attention scores are multiplied by.</summary>
    public static double ScoreScale(this ModelConfig config) => config.AttentionScale > 0 ? config.AttentionScale : 1 / Math.Sqrt(config.HeadWidth);
}
