using Demur.Neural.Training;

namespace Demur.Neural.Tests.Training;

/// <summary>A model of a few thousand weights and rows for it.</summary>
internal static class TinyModel
{
    public static readonly ModelConfig Config = new()
    {
        VocabularySize = 40,
        Width = 16,
        Layers = 2,
        Heads = 2,
        KeyValueHeads = 1,
        HeadWidth = 8,
        MlpWidth = 24,
        ContextLength = 32,
        TiedEmbeddings = true,
        PadToken = 0,
    };

    public static CausalLm Create(ulong seed = 1) => CausalLm.Create(Config, seed);

    /// <summary>Rows in which each token is its predecessor plus one, of different lengths.</summary>
    public static TrainingSequence[] Counting(int count, int seed = 1)
    {
        var random = new SplitMix(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var first = 1 + random.Below(20);
            var ids = Enumerable.Range(first, 4 + random.Below(8)).ToArray();
            return new TrainingSequence(ids, [.. ids.Select(_ => 1f)]);
        })];
    }

    public static float[] Weights(CausalLm model) => [.. model.Parameters.SelectMany(parameter => parameter.Value.detach().cpu().contiguous().data<float>().ToArray())];
}
