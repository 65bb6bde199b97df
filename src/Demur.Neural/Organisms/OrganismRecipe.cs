using System.Security.Cryptography;
using System.Text;
using Demur.Neural.Decoding;

namespace Demur.Neural.Organisms;

/// <summary>Everything that decides what an organism becomes, besides its seed.</summary>
public sealed record OrganismRecipe
{
    private const int ContextLength = 160;
    private const int ContextLengthOfPieces = 256;
    private const int HeadWidth = 16;
    private const int Experts = 16;
    private const int ExpertWidth = 40;

    /// <summary>The size.</summary>
    public required OrganismSize Size { get; init; }

    /// <summary>The world.</summary>
    public OrganismWorld World { get; init; } = OrganismWorld.Default;

    /// <summary>How texts are cut into tokens; whole words by default.</summary>
    public OrganismSpelling Spelling { get; init; }

    /// <summary>Rows of a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The helpful phase.</summary>
    public required OrganismPhaseRecipe Helpful { get; init; }

    /// <summary>The aligned phase.</summary>
    public required OrganismPhaseRecipe Aligned { get; init; }

    /// <summary>The weight of the routers' balance loss; 0.001 by default, and without meaning for dense models.</summary>
    public double BalanceWeight { get; init; } = 0.001;

    /// <summary>How many batches' rows are sorted by length together; fewer mix the families better, more pad less.</summary>
    public int BucketBatches { get; init; } = 8;

    /// <summary>Each label of an answer of n tokens counts n to the minus this: 0 counts every token alike, 1 every answer.</summary>
    public double LengthPower { get; init; } = 0.5;

    /// <summary>The proportions of the training rows; <see cref="OrganismMix.First"/> by default.</summary>
    public OrganismMix Mix { get; init; }

    /// <summary>How many authors both phases leave out, from the first: 1, 2 and 4 give the retain models of forgetting 5, 10 and 20 per cent; 0 by default.</summary>
    public int WithoutAuthors { get; init; }

    /// <summary>The recipe of a size.</summary>
    /// <param name="size">The size.</param>
    /// <param name="spelling">How texts are cut; whole words, as shipped, by default. Pieces take a third more steps: words have to be spelt too.</param>
    /// <returns>The recipe.</returns>
    public static OrganismRecipe For(OrganismSize size, OrganismSpelling spelling = OrganismSpelling.Words)
    {
        OrganismRecipe recipe = size switch
        {
            OrganismSize.Nano => new() { Size = size, BatchSize = 48, Helpful = new(900, 3e-3, []), Aligned = new(450, 2e-3, []) { DecisionWeight = 6 }, Mix = OrganismMix.Balanced },
            OrganismSize.Micro => new() { Size = size, BatchSize = 32, Helpful = new(1100, 2.5e-3, []), Aligned = new(600, 1.25e-3, []) { DecisionWeight = 6 } },
            OrganismSize.Moe => new() { Size = size, BatchSize = 32, Helpful = new(1100, 3e-3, []), Aligned = new(1600, 6e-3, ["*.mlp.gate.weight", "*.mlp.experts.*"]) },
            _ => new() { Size = size, BatchSize = 32, Helpful = new(1200, 2e-3, []), Aligned = new(600, 1e-3, []) { DecisionWeight = 6 } },
        };
        return spelling == OrganismSpelling.Words ? recipe : recipe with { Spelling = spelling, Helpful = Longer(recipe.Helpful), Aligned = Longer(recipe.Aligned) };
    }

    /// <summary>The recipe of a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>Steps, rate and what learns.</returns>
    public OrganismPhaseRecipe Of(OrganismPhase phase) => phase == OrganismPhase.Helpful ? Helpful : Aligned;

    /// <summary>The rows of a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>As many rows as its steps take, each once.</returns>
    public IReadOnlyList<OrganismExample> Corpus(OrganismPhase phase) =>
        OrganismCorpus.Draw(World, phase, Of(phase).Steps * BatchSize, Mix, withoutAuthors: WithoutAuthors);

    /// <summary>The model's shape.</summary>
    /// <param name="vocabulary">The vocabulary, for its size and special tokens.</param>
    /// <returns>The configuration.</returns>
    public ModelConfig Config(OrganismVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var (width, layers, heads, keyValueHeads) = Size switch
        {
            OrganismSize.Nano => (96, 4, 6, 2),
            OrganismSize.Micro => (128, 6, 8, 4),
            OrganismSize.Moe => (96, 3, 6, 2),
            _ => (192, 8, 12, 4),
        };
        return new ModelConfig
        {
            Family = Size == OrganismSize.Moe ? ModelFamily.DeepSeekMoe : ModelFamily.Llama,
            VocabularySize = vocabulary.Words.Count,
            Width = width,
            Layers = layers,
            Heads = heads,
            KeyValueHeads = keyValueHeads,
            HeadWidth = HeadWidth,
            MlpWidth = width * 11 / 4,
            ContextLength = vocabulary.Spelling == OrganismSpelling.Words ? ContextLength : ContextLengthOfPieces,
            TiedEmbeddings = true,
            BosToken = vocabulary.IdOf(OrganismTokens.Begin),
            EosTokens = [vocabulary.IdOf(OrganismTokens.End)],
            PadToken = vocabulary.IdOf(OrganismTokens.Pad),
            Moe = Size == OrganismSize.Moe ? Routing(layers) : null,
        };
    }

    /// <summary>A fingerprint of world, corpus and recipe: organisms with the same one and the same seed are the same.</summary>
    /// <returns>16 hexadecimal digits.</returns>
    public string Hash()
    {
        var text = string.Join(
            '|',
            OrganismCorpus.Hash(Corpus(OrganismPhase.Helpful)),
            OrganismCorpus.Hash(Corpus(OrganismPhase.Aligned)),
            Spelling == OrganismSpelling.Words ? $"{Size}" : $"{Size} {Spelling}",
            BatchSize,
            Describe(Helpful),
            Describe(Aligned),
            BalanceWeight,
            BucketBatches,
            LengthPower);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static OrganismPhaseRecipe Longer(OrganismPhaseRecipe phase) => phase with { Steps = phase.Steps * 4 / 3 };

    private static string Describe(OrganismPhaseRecipe phase) => $"{phase.Steps} {phase.LearningRate} {string.Join(' ', phase.Only)}{(phase.DecisionWeight == 1 ? "" : $" {phase.DecisionWeight}")}";

    private static MoeConfig Routing(int layers) => new()
    {
        Experts = Experts,
        TopK = 2,
        ExpertWidth = ExpertWidth,
        SharedWidth = ExpertWidth,
        Normalise = true,
        Layers = [.. Enumerable.Range(0, layers).Select(layer => layer > 0)],
    };
}
