using System.Numerics.Tensors;

namespace Demur.Neural.Decoding.Single;

/// <summary>Attention of one new token over a cache.</summary>
internal sealed class StepAttention(ModelConfig config, int layer, Attention attention)
{
    private readonly bool _local = config.IsLocal(layer);
    private readonly float _scale = (float)config.ScoreScale();
    private readonly WeightView _projection = WeightView.Of(attention.Projection.Weight);
    private readonly WeightView _projectionBias = WeightView.Of(attention.Projection.Bias);
    private readonly WeightView _output = WeightView.Of(attention.Output.Weight);
    private readonly WeightView _outputBias = WeightView.Of(attention.Output.Bias);
    private readonly WeightView _queryNorm = WeightView.Of(attention.QueryNorm?.Weight);
    private readonly WeightView _keyNorm = WeightView.Of(attention.KeyNorm?.Weight);

    /// <summary>Reads the normed token, writes its key and value into the cache and leaves what attention adds in the scratch's output.</summary>
    public void Run(StepScratch scratch, KvCache cache)
    {
        Kernels.Multiply(_projection.Span, scratch.Normed, _projectionBias.Span, scratch.Heads);
        Attend(scratch, cache, row: 0);
        Kernels.Multiply(_output.Span, scratch.Mixed, _outputBias.Span, scratch.Output);
    }

    /// <summary>Attends with the scratch's heads (queries, keys, values as projected), writes key and value into a row of the cache and leaves the mixed heads in the scratch.</summary>
    public void Attend(StepScratch scratch, KvCache cache, int row)
    {
        var queryWidth = config.Heads * config.HeadWidth;
        var keyWidth = config.KeyValueHeads * config.HeadWidth;
        var queries = scratch.Heads.AsSpan(0, queryWidth);
        var keys = scratch.Heads.AsSpan(queryWidth, keyWidth);
        Turn(queries, _queryNorm, scratch);
        Turn(keys, _keyNorm, scratch);
        var (keyMemory, valueMemory, capacity) = cache.Memory(layer);
        var rowLength = config.KeyValueHeads * capacity * config.HeadWidth;
        var storedKeys = keyMemory.Writable.Slice(row * rowLength, rowLength);
        var storedValues = valueMemory.Writable.Slice(row * rowLength, rowLength);
        for (var head = 0; head < config.KeyValueHeads; head++)
        {
            var at = ((head * capacity) + cache.Length) * config.HeadWidth;
            keys.Slice(head * config.HeadWidth, config.HeadWidth).CopyTo(storedKeys[at..]);
            scratch.Heads.AsSpan(queryWidth + keyWidth + (head * config.HeadWidth), config.HeadWidth).CopyTo(storedValues[at..]);
        }

        var first = _local ? Math.Max(0, cache.Length + 1 - config.SlidingWindow!.Value) : 0;
        for (var head = 0; head < config.Heads; head++)
        {
            var start = ((head / (config.Heads / config.KeyValueHeads) * capacity) + first) * config.HeadWidth;
            var length = (cache.Length + 1 - first) * config.HeadWidth;
            var at = head * config.HeadWidth;
            Mix(queries.Slice(at, config.HeadWidth), storedKeys.Slice(start, length), storedValues.Slice(start, length), scratch, scratch.Mixed.AsSpan(at, config.HeadWidth));
        }
    }

    private void Turn(Span<float> heads, WeightView norm, StepScratch scratch)
    {
        for (var at = 0; at < heads.Length; at += config.HeadWidth)
        {
            var head = heads.Slice(at, config.HeadWidth);
            if (!norm.Span.IsEmpty)
            {
                Kernels.Norm(head, norm.Span, (float)config.NormEpsilon, config.NormPlusOne, head);
            }

            Kernels.Rotate(head, _local ? scratch.LocalCos : scratch.Cos, _local ? scratch.LocalSin : scratch.Sin);
        }
    }

    private void Mix(ReadOnlySpan<float> query, ReadOnlySpan<float> keys, ReadOnlySpan<float> values, StepScratch scratch, Span<float> mixed)
    {
        var scores = scratch.ScoresFor(keys.Length / query.Length);
        Kernels.Multiply(keys, query, [], scores);
        TensorPrimitives.Multiply(scores, _scale, scores);
        Kernels.SoftCap(scores, config.AttentionSoftCap);
        for (var slot = 0; slot < scratch.Hidden.Length; slot++)
        {
            if (scratch.Hidden[slot])
            {
                scores[slot] = float.NegativeInfinity;
            }
        }

        Kernels.Softmax(scores);
        Kernels.WeightedSum(values, scores, mixed);
    }
}
