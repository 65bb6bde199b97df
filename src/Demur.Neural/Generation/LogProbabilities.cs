namespace Demur.Neural.Generation;

/// <summary>Logits as logarithms of probabilities, summed in double precision.</summary>
internal static class LogProbabilities
{
    public static double Normalizer(ReadOnlySpan<float> logits)
    {
        var top = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            top = logit > top ? logit : top;
        }

        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp((double)logit - top);
        }

        return top + Math.Log(sum);
    }

    /// <summary>The most probable tokens, most probable first, lower numbers first among equals.</summary>
    public static IReadOnlyList<TokenProbability> Top(ReadOnlySpan<float> logits, double normalizer, int count)
    {
        var top = new List<TokenProbability>(count + 1);
        for (var id = 0; id < logits.Length && count > 0; id++)
        {
            var value = logits[id] - normalizer;
            if (top.Count == count && !(value > top[^1].LogProbability))
            {
                continue;
            }

            var place = top.FindIndex(other => value > other.LogProbability);
            top.Insert(place < 0 ? top.Count : place, new TokenProbability(id, value));
            if (top.Count > count)
            {
                top.RemoveAt(count);
            }
        }

        return top;
    }
}
