using System.Runtime.InteropServices;
using Demur.Neural.Tokenization;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Demur.Neural.Generation;

/// <summary>Writes and scores text with a model. Thread-safe: every call reads with a cache of its own.</summary>
/// <param name="model">The model; stays the caller's.</param>
/// <param name="tokenizer">Its tokenizer.</param>
public sealed class TextGenerator(CausalLm model, Tokenizer tokenizer)
{
    /// <summary>The model.</summary>
    public CausalLm Model => model;

    /// <summary>The model's tokenizer.</summary>
    public Tokenizer Tokenizer => tokenizer;

    /// <summary>Writes an answer token by token, each as soon as it is chosen.</summary>
    /// <param name="prompt">The prompt's tokens; at least one, and fewer than the model's context holds.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellationToken">Ends the writing between tokens.</param>
    /// <returns>The tokens; the sequence may be left at any point, and native memory goes with its enumerator.</returns>
    /// <exception cref="DemurException">The prompt is empty or too long, an id is unknown, or an option lies outside its range.</exception>
    public IEnumerable<GeneratedToken> Stream(IReadOnlyList<int> prompt, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        var answer = Start(prompt, 0, options);
        return Stream(prompt, answer, cancellationToken);
    }

    /// <summary>Writes an answer.</summary>
    /// <param name="prompt">The prompt's tokens; at least one, and fewer than the model's context holds.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellationToken">Ends the writing between tokens.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="DemurException">The prompt is empty or too long, an id is unknown, or an option lies outside its range.</exception>
    public GenerationResult Generate(IReadOnlyList<int> prompt, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        var answer = Start(prompt, 0, options);
        foreach (var token in Stream(prompt, answer, cancellationToken))
        {
            _ = token;
        }

        return answer.Finish();
    }

    /// <summary>Writes the answers to several prompts side by side. Shorter prompts are padded on the left, which changes no answer beyond rounding, and rows that have ended are taken out.</summary>
    /// <param name="prompts">The prompts' tokens, of any lengths.</param>
    /// <param name="options">How to write; row i draws with seed + i.</param>
    /// <param name="cancellationToken">Ends the writing between tokens.</param>
    /// <returns>The answers in the order of the prompts.</returns>
    /// <exception cref="DemurException">A prompt is empty or too long, an id is unknown, or an option lies outside its range.</exception>
    public IReadOnlyList<GenerationResult> GenerateBatch(IReadOnlyList<IReadOnlyList<int>> prompts, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        List<AnswerInProgress> answers = [.. prompts.Select((prompt, row) => Start(prompt, row, options))];
        if (answers.Count == 0)
        {
            return [];
        }

        using var gradients = no_grad();
        var alive = answers.ToList();
        var cache = new KvCache(prompts.Max(prompt => prompt.Count) + 64);
        try
        {
            var logits = ReadPadded(prompts, cache);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = Advance(alive, logits);
                if (rows.Count == 0)
                {
                    return [.. answers.Select(answer => answer.Finish())];
                }

                if (rows.Count < alive.Count)
                {
                    var rest = cache.Select(rows);
                    cache.Dispose();
                    (cache, alive) = (rest, [.. rows.Select(row => alive[row])]);
                }

                logits = ReadRows([.. alive.Select(answer => (long)answer.LastToken)], alive.Count, null, cache);
            }
        }
        finally
        {
            cache.Dispose();
        }
    }

    /// <summary>Tells how probable the model finds a continuation of a prompt.</summary>
    /// <param name="prompt">The prompt's tokens; at least one.</param>
    /// <param name="continuation">The continuation's tokens; may be empty.</param>
    /// <returns>The logarithm of each token's probability.</returns>
    /// <exception cref="DemurException">The prompt is empty, or both together are longer than the model's context.</exception>
    public ContinuationScore Score(IReadOnlyList<int> prompt, IReadOnlyList<int> continuation) => Score(prompt, [continuation])[0];

    /// <summary>Tells how probable the model finds each of several continuations; the prompt is read once.</summary>
    /// <param name="prompt">The prompt's tokens; at least one.</param>
    /// <param name="continuations">The continuations' tokens.</param>
    /// <param name="cancellationToken">Ends the work between continuations.</param>
    /// <returns>A score for each, in their order.</returns>
    /// <exception cref="DemurException">The prompt is empty, or a continuation makes it longer than the model's context.</exception>
    public IReadOnlyList<ContinuationScore> Score(IReadOnlyList<int> prompt, IReadOnlyList<IReadOnlyList<int>> continuations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(continuations);
        RequirePrompt(prompt, continuations.Count == 0 ? 0 : continuations.Max(continuation => continuation.Count));
        using var gradients = no_grad();
        using var cache = new KvCache(prompt.Count + 64);
        var last = ReadRows(prompt, cache);
        var scores = new List<ContinuationScore>(continuations.Count);
        foreach (var continuation in continuations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores.Add(ScoreOne(last, continuation, cache));
        }

        return scores;
    }

    private static List<int> Advance(List<AnswerInProgress> alive, float[] logits)
    {
        var vocabulary = logits.Length / alive.Count;
        var rows = new List<int>(alive.Count);
        for (var row = 0; row < alive.Count; row++)
        {
            alive[row].Advance(logits.AsSpan(row * vocabulary, vocabulary));
            if (alive[row].Reason is null)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private IEnumerable<GeneratedToken> Stream(IReadOnlyList<int> prompt, AnswerInProgress answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var cache = new KvCache(prompt.Count + 64);
        var next = prompt;
        while (answer.Reason is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return answer.Advance(ReadRows(next, cache));
            next = [answer.LastToken];
        }
    }

    private AnswerInProgress Start(IReadOnlyList<int> prompt, int row, GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        RequirePrompt(prompt, 1);
        if (options.ForcedPrefix.FirstOrDefault(id => (uint)id >= (uint)model.Config.VocabularySize, -1) is >= 0 and var unknown)
        {
            throw new DemurException($"The forced prefix holds token {unknown}; the model knows {model.Config.VocabularySize}.");
        }

        return new AnswerInProgress(prompt, row, options, tokenizer, model.Config.ContextLength);
    }

    private void RequirePrompt(IReadOnlyList<int> prompt, int more)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Count == 0)
        {
            throw new DemurException("The prompt has no tokens; a model needs at least one to go on from, such as its beginning-of-text token.");
        }

        if (prompt.Count + more > model.Config.ContextLength)
        {
            throw new DemurException($"The prompt has {prompt.Count} tokens and {more} more are to follow; the model's context holds {model.Config.ContextLength}. Shorten the conversation.");
        }
    }

    private ContinuationScore ScoreOne(float[] last, IReadOnlyList<int> continuation, KvCache cache)
    {
        var logProbabilities = new double[continuation.Count];
        if (continuation.Count > 0)
        {
            logProbabilities[0] = last[continuation[0]] - LogProbabilities.Normalizer(last);
        }

        if (continuation.Count > 1)
        {
            using var scope = NewDisposeScope();
            using var fork = cache.Fork();
            var ids = tensor(continuation.Take(continuation.Count - 1).Select(id => (long)id).ToArray(), device: model.Device).unsqueeze(0);
            var logits = Values(model.Forward(ids, new ForwardOptions { Cache = fork }));
            var vocabulary = logits.Length / (continuation.Count - 1);
            for (var i = 1; i < continuation.Count; i++)
            {
                var row = logits.AsSpan((i - 1) * vocabulary, vocabulary);
                logProbabilities[i] = row[continuation[i]] - LogProbabilities.Normalizer(row);
            }
        }

        return new ContinuationScore([.. continuation], logProbabilities);
    }

    private float[] ReadPadded(IReadOnlyList<IReadOnlyList<int>> prompts, KvCache cache)
    {
        var width = prompts.Max(prompt => prompt.Count);
        var ids = new long[prompts.Count * width];
        var mask = new long[ids.Length];
        for (var row = 0; row < prompts.Count; row++)
        {
            var start = ((row + 1) * width) - prompts[row].Count;
            for (var i = 0; i < prompts[row].Count; i++)
            {
                (ids[start + i], mask[start + i]) = (prompts[row][i], 1);
            }
        }

        return ReadRows(ids, prompts.Count, Array.TrueForAll(mask, value => value == 1) ? null : mask, cache);
    }

    private float[] ReadRows(IReadOnlyList<int> ids, KvCache cache) => ReadRows([.. ids.Select(id => (long)id)], 1, null, cache);

    /// <summary>Reads tokens, row after row, and gives the logits behind each row's last one.</summary>
    private float[] ReadRows(long[] ids, int rows, long[]? mask, KvCache cache)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var input = tensor(ids, [rows, ids.Length / rows], device: model.Device);
        var padding = mask is null ? null : tensor(mask, [rows, ids.Length / rows], device: model.Device);
        return Values(model.Forward(input, new ForwardOptions { Cache = cache, Mask = padding, Logits = LogitsAt.Last }));
    }

    private static float[] Values(Tensor logits)
    {
        var plain = logits.to(ScalarType.Float32).cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
