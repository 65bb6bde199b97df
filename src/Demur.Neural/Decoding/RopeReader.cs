namespace Demur.Neural.Decoding;

/// <summary>Reads rotary settings in both spellings: <c>rope_theta</c> with <c>rope_scaling</c>, and <c>rope_parameters</c> (by layer type for Gemma 3).</summary>
internal sealed class RopeReader(ConfigFields fields, ModelConfig config)
{
    public ModelConfig Read()
    {
        var parameters = fields.Object("rope_parameters");
        if (parameters?.Object("full_attention") is { } full)
        {
            var local = parameters.Object("sliding_attention") ?? full;
            return config with { Rope = Parse(full, full.Real("rope_theta", Fallback())), LocalRope = Parse(local, local.Real("rope_theta", 10_000)) };
        }

        var theta = parameters?.RealOrNull("rope_theta") ?? fields.Real("rope_theta", Fallback());
        var rope = Parse(parameters ?? fields.Object("rope_scaling"), theta);
        return config.Family == ModelFamily.Gemma3
            ? config with { Rope = rope, LocalRope = new RopeConfig { Base = fields.Real("rope_local_base_freq", 10_000) } }
            : config with { Rope = rope };
    }

    private double Fallback() => config.Family switch
    {
        ModelFamily.Gemma3 or ModelFamily.Mixtral => 1_000_000,
        _ => 10_000,
    };

    private RopeConfig Parse(ConfigFields? scaling, double theta)
    {
        if (theta <= 1)
        {
            throw fields.Wrong("rope_theta", "a number above 1");
        }

        var plain = new RopeConfig { Base = theta };
        if (scaling is null)
        {
            return plain;
        }

        var type = scaling.Text("rope_type") ?? scaling.Text("type") ?? "default";
        var kind = type switch
        {
            "default" or "mrope" => RopeScaling.None,
            "linear" => RopeScaling.Linear,
            "dynamic" => RopeScaling.Dynamic,
            "llama3" => RopeScaling.Llama3,
            "yarn" => RopeScaling.Yarn,
            _ => throw scaling.Refuse($"the scaling \"{type}\" is not computed here; expected default, linear, dynamic, llama3 or yarn."),
        };
        return kind == RopeScaling.None ? plain : Scaled(plain with { Scaling = kind }, scaling);
    }

    private static RopeConfig Scaled(RopeConfig rope, ConfigFields scaling)
    {
        var factor = scaling.Real("factor");
        if (factor < 1)
        {
            throw scaling.Wrong("factor", "a number of at least 1");
        }

        return rope with
        {
            Factor = factor,
            OriginalContext = scaling.Int("original_max_position_embeddings", 0, least: 0),
            LowFrequencyFactor = scaling.Real("low_freq_factor", 1),
            HighFrequencyFactor = scaling.Real("high_freq_factor", 4),
            BetaFast = scaling.Real("beta_fast", 32),
            BetaSlow = scaling.Real("beta_slow", 1),
            AttentionFactor = scaling.RealOrNull("attention_factor"),
            ScaleAll = scaling.RealOrNull("mscale"),
            ScaleAllDimensions = scaling.RealOrNull("mscale_all_dim"),
            Truncate = scaling.Flag("truncate", true),
        };
    }
}
