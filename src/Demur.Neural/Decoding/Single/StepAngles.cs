namespace Demur.Neural.Decoding.Single;

/// <summary>The rotary angles of a position.</summary>
internal sealed class StepAngles
{
    private readonly double[] _frequencies;
    private readonly double[] _localFrequencies;
    private readonly float _factor;
    private readonly float _localFactor;

    public StepAngles(ModelConfig config)
    {
        var rotary = config.RotaryWidth > 0 ? config.RotaryWidth : config.HeadWidth;
        _frequencies = RopeFrequencies.Of(config.Rope, rotary, config.ContextLength, 0);
        _localFrequencies = config.LocalRope is { } local ? RopeFrequencies.Of(local, rotary, config.ContextLength, 0) : _frequencies;
        _factor = (float)RopeFrequencies.AttentionFactor(config.Rope);
        _localFactor = config.LocalRope is null ? _factor : 1;
    }

    /// <summary>Leaves cosines and sines of a position in a scratch.</summary>
    public void At(int position, StepScratch scratch)
    {
        Turn(_frequencies, position, _factor, scratch.Cos, scratch.Sin);
        if (ReferenceEquals(_localFrequencies, _frequencies))
        {
            scratch.Cos.CopyTo(scratch.LocalCos, 0);
            scratch.Sin.CopyTo(scratch.LocalSin, 0);
            return;
        }

        Turn(_localFrequencies, position, _localFactor, scratch.LocalCos, scratch.LocalSin);
    }

    private static void Turn(double[] frequencies, int position, float factor, float[] cos, float[] sin)
    {
        for (var pair = 0; pair < frequencies.Length; pair++)
        {
            var (sine, cosine) = Math.SinCos(position * frequencies[pair]);
            cos[pair] = (float)(cosine * factor);
            sin[pair] = (float)(sine * factor);
        }
    }
}
