using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Demur.Neural.Decoding.Single;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Demur.Neural.Decoding.Lanes;

/// <summary>
/// One token each of several conversations in a small dense model, sixteen rows side by side and without libtorch, whose calls cost as much as
/// the arithmetic here. It computes what the modules compute and shares their weights and the cache; hooks, gradients, adapters, experts and
/// large models go the ordinary way.
/// </summary>
internal sealed class LaneDecoder
{
    /// <summary>Beyond this many weights (32 MB) products are bound by memory and large enough for libtorch's own blocking to win.</summary>
    private const long MostWeights = 8 << 20;

    private readonly ModelConfig _config;
    private readonly ConcurrentBag<LaneScratch> _free = [];
    private readonly WeightView _embedding;
    private readonly WeightView _head;
    private readonly WeightView _norm;
    private readonly LaneBlock[] _blocks;
    private readonly StepAngles _angles;

    public LaneDecoder(ModelConfig config, Tensor embedding, Tensor head, RmsNorm norm, IEnumerable<DecoderBlock> blocks)
    {
        _config = config;
        _embedding = WeightView.Of(embedding);
        _head = WeightView.Of(head);
        _norm = WeightView.Of(norm.Weight);
        _blocks = [.. blocks.Select((block, layer) => new LaneBlock(config, layer, block))];
        _angles = new StepAngles(config);
    }

    /// <summary>Whether a model is of the kind that is computed here.</summary>
    public static bool Fits(CausalLm model) => StepDecoder.Fits(model) && model.Config.Moe is null && model.ParameterCount <= MostWeights;

    /// <summary>Whether a cache's rows can go side by side: a sliding window counts tokens, not slots, where there is padding.</summary>
    public static bool Takes(ModelConfig config, KvCache cache) => !cache.HasPadding || config.SlidingWindow is null;

    /// <summary>Computes the logits of each row's next token and extends the cache's memory by it. Groups of sixteen rows share the threads that libtorch may use; no result depends on how many.</summary>
    /// <param name="tokens">A token a row; checked by the caller.</param>
    /// <param name="cache">Reserved for one token and not yet committed.</param>
    /// <param name="wantsLogits">Whether the head is applied; if not, the streams after the last block are returned.</param>
    /// <returns>[row, 1, vocabulary] or [row, 1, width].</returns>
    public Tensor Run(long[] tokens, KvCache cache, bool wantsLogits)
    {
        var width = wantsLogits ? _config.VocabularySize : _config.Width;
        var result = empty([tokens.Length, 1, width]);
        var view = WeightView.Of(result);
        var groups = (tokens.Length + LaneKernels.Lanes - 1) / LaneKernels.Lanes;
        var threads = Math.Min(groups, get_num_threads());
        if (threads <= 1)
        {
            for (var group = 0; group < groups; group++)
            {
                Run(tokens, cache, group * LaneKernels.Lanes, wantsLogits, view);
            }
        }
        else
        {
            Parallel.For(0, groups, new ParallelOptions { MaxDegreeOfParallelism = threads }, group => Run(tokens, cache, group * LaneKernels.Lanes, wantsLogits, view));
        }

        return result;
    }

    private void Run(long[] tokens, KvCache cache, int first, bool wantsLogits, WeightView result)
    {
        if (!_free.TryTake(out var scratch))
        {
            scratch = new LaneScratch(_config);
        }

        var count = Math.Min(LaneKernels.Lanes, tokens.Length - first);
        for (var lane = 0; lane < count; lane++)
        {
            Begin((int)tokens[first + lane], cache, first + lane, scratch.Rows[lane]);
            LaneKernels.Scatter(scratch.Rows[lane].Stream, lane, scratch.Stream);
        }

        foreach (var block in _blocks)
        {
            block.Run(scratch, cache, first, count);
        }

        var values = wantsLogits ? Logits(scratch) : scratch.Stream;
        var width = values.Length / LaneKernels.Lanes;
        for (var lane = 0; lane < count; lane++)
        {
            LaneKernels.Gather(values, lane, result.Writable.Slice((first + lane) * width, width));
        }

        _free.Add(scratch);
    }

    private void Begin(int token, KvCache cache, int row, StepScratch scratch)
    {
        TensorPrimitives.Multiply(_embedding.Span.Slice(token * _config.Width, _config.Width), (float)_config.EmbeddingScale, scratch.Stream);
        _angles.At(cache.RowLengths.Count == 0 ? 0 : cache.RowLengths[row], scratch);
        scratch.Hidden = cache.HasPadding ? [.. Enumerable.Range(0, cache.Length).Select(slot => !cache.IsReal(row, slot))] : [];
    }

    private float[] Logits(LaneScratch scratch)
    {
        LaneKernels.Norm(scratch.Stream, _norm.Span, (float)_config.NormEpsilon, _config.NormPlusOne, scratch.Normed);
        LaneKernels.Multiply(_head.Span, scratch.Normed, [], scratch.Logits);
        Kernels.SoftCap(scratch.Logits, _config.LogitSoftCap);
        return scratch.Logits;
    }
}
