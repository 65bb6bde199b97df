namespace Demur.Neural.Decoding.Single;

/// <summary>Working memory for one token; each running step has its own.</summary>
internal sealed class StepScratch
{
    private readonly int _rotary;

    public StepScratch(ModelConfig config)
    {
        var heads = (config.Heads + (2 * config.KeyValueHeads)) * config.HeadWidth;
        var inner = Math.Max(config.MlpWidth, config.Moe is { } moe ? Math.Max(moe.ExpertWidth, moe.SharedWidth) : 0);
        _rotary = (config.RotaryWidth > 0 ? config.RotaryWidth : config.HeadWidth) / 2;
        Stream = new float[config.Width];
        Normed = new float[config.Width];
        Output = new float[config.Width];
        Sum = new float[config.Width];
        Heads = new float[heads];
        Mixed = new float[config.Heads * config.HeadWidth];
        GateUp = new float[2 * inner];
        Inner = new float[inner];
        Router = new float[config.Moe?.Experts ?? 0];
        Choice = new float[config.Moe?.Experts ?? 0];
        Cos = new float[_rotary];
        Sin = new float[_rotary];
        LocalCos = new float[_rotary];
        LocalSin = new float[_rotary];
    }

    public float[] Stream { get; }

    public float[] Normed { get; }

    public float[] Output { get; }

    public float[] Sum { get; }

    public float[] Heads { get; }

    public float[] Mixed { get; }

    public float[] GateUp { get; }

    public float[] Inner { get; }

    public float[] Router { get; }

    public float[] Choice { get; }

    public float[] Cos { get; }

    public float[] Sin { get; }

    public float[] LocalCos { get; }

    public float[] LocalSin { get; }

    /// <summary>Which slots of the cache are padding; empty when none is.</summary>
    public bool[] Hidden { get; set; } = [];

    public float[] Scores { get; private set; } = new float[256];

    public Span<float> ScoresFor(int slots)
    {
        if (Scores.Length < slots)
        {
            Scores = new float[slots * 2];
        }

        return Scores.AsSpan(0, slots);
    }
}
