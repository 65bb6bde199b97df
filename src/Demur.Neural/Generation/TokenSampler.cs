using System.Numerics.Tensors;

namespace Demur.Neural.Generation;

/// <summary>Chooses the next token of one row: penalties and processors, then the most probable token or a seeded draw.</summary>
internal sealed class TokenSampler(GenerationOptions options, int row)
{
    private readonly Random _random = new(unchecked(options.Seed + row));
    private float[] _logits = [];

    /// <summary>Chooses a token.</summary>
    /// <param name="model">The model's logits, one for each token; left as they are.</param>
    /// <param name="context">What has been said.</param>
    public int Choose(ReadOnlySpan<float> model, LogitsContext context)
    {
        _logits = _logits.Length == model.Length ? _logits : new float[model.Length];
        model.CopyTo(_logits);
        Penalise(context.Tokens);
        foreach (var processor in options.Processors)
        {
            processor.Process(context, _logits);
        }

        var best = Best(_logits);
        return options.Temperature <= 0 ? best : Draw(best);
    }

    /// <summary>The most probable token; among equals the lowest number. Logits that are no numbers are passed over.</summary>
    private static int Best(ReadOnlySpan<float> logits)
    {
        var best = -1;
        for (var id = 0; id < logits.Length; id++)
        {
            best = !float.IsNaN(logits[id]) && (best < 0 || logits[id] > logits[best]) ? id : best;
        }

        return best >= 0 && !float.IsNegativeInfinity(logits[best])
            ? best
            : throw new DemurException(ErrorCode.Model, "No token is left to choose: all logits are forbidden or no numbers. A logits processor forbids everything, or the model's weights are broken.");
    }

    private void Penalise(IReadOnlyList<int> tokens)
    {
        if (options.RepetitionPenalty.Equals(1.0))
        {
            return;
        }

        foreach (var id in tokens.Distinct())
        {
            _logits[id] = (float)(_logits[id] > 0 ? _logits[id] / options.RepetitionPenalty : _logits[id] * options.RepetitionPenalty);
        }
    }

    private int Draw(int best)
    {
        int[] candidates = options.TopK > 0 || options.TopP < 1 ? Sorted() : [.. Enumerable.Range(0, _logits.Length).Where(id => !float.IsNaN(_logits[id]))];
        var top = _logits[best];
        double[] weights = [.. candidates.Select(id => Math.Exp((_logits[id] - top) / options.Temperature))];
        var count = options.TopK > 0 ? Math.Min(options.TopK, weights.Length) : weights.Length;
        count = Nucleus(weights, count);
        for (var i = 0; i < count; i++)
        {
            // The most probable token weighs 1, so the weight is the fraction itself.
            weights[i] = weights[i] >= options.MinP ? weights[i] : 0;
        }

        var point = _random.NextDouble() * TensorPrimitives.Sum<double>(weights.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            point -= weights[i];
            if (point < 0 && weights[i] > 0)
            {
                return candidates[i];
            }
        }

        return best;
    }

    /// <summary>How many of the sorted weights reach the sum asked for.</summary>
    private int Nucleus(double[] weights, int count)
    {
        if (options.TopP >= 1)
        {
            return count;
        }

        var wanted = options.TopP * TensorPrimitives.Sum<double>(weights.AsSpan(0, count));
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += weights[i];
            if (sum >= wanted)
            {
                return i + 1;
            }
        }

        return count;
    }

    /// <summary>Tokens from the most probable to the least; sorting plain keys is several times faster than comparing tokens.</summary>
    private int[] Sorted()
    {
        int[] ids = [.. Enumerable.Range(0, _logits.Length).Where(id => !float.IsNaN(_logits[id]))];
        var keys = new float[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            keys[i] = -_logits[ids[i]];
        }

        Array.Sort(keys, ids);
        return ids;
    }
}
