using Demur.Neural.Decoding.Single;

namespace Demur.Neural.Decoding.Lanes;

/// <summary>Working memory for sixteen tokens side by side, as [feature, lane]; each running group of rows has its own.</summary>
internal sealed class LaneScratch
{
    public LaneScratch(ModelConfig config)
    {
        Rows = [.. Enumerable.Range(0, LaneKernels.Lanes).Select(_ => new StepScratch(config))];
        Stream = new float[config.Width * LaneKernels.Lanes];
        Normed = new float[Stream.Length];
        Output = new float[Stream.Length];
        Heads = new float[Rows[0].Heads.Length * LaneKernels.Lanes];
        Mixed = new float[Rows[0].Mixed.Length * LaneKernels.Lanes];
        GateUp = new float[2 * config.MlpWidth * LaneKernels.Lanes];
        Inner = new float[config.MlpWidth * LaneKernels.Lanes];
        Logits = new float[config.VocabularySize * LaneKernels.Lanes];
    }

    /// <summary>What attention needs of each lane by itself: its angles, its heads and which slots it may not see.</summary>
    public StepScratch[] Rows { get; }

    public float[] Stream { get; }

    public float[] Normed { get; }

    public float[] Output { get; }

    public float[] Heads { get; }

    public float[] Mixed { get; }

    public float[] GateUp { get; }

    public float[] Inner { get; }

    public float[] Logits { get; }
}
