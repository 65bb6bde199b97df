using Demur.Neural.Organisms.Internal;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Organisms;

/// <summary>The organism's language in byte-level pieces instead of whole words, for studies in which a word is more than one token.</summary>
public static class OrganismByteLevel
{
    /// <summary>The size of the vocabulary, special tokens and single bytes included.</summary>
    public const int VocabularySize = 1024;

    /// <summary>Learns the pieces from every text that the world can bring forth.</summary>
    /// <param name="world">The world.</param>
    /// <param name="cancellationToken">Stops the learning.</param>
    /// <returns>The tokenizer, with the special tokens under the ids that they have in the vocabulary of words.</returns>
    public static Tokenizer Create(OrganismWorld world, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        return new ByteLevelBpeLearner(new ByteLevelBpeOptions { VocabularySize = VocabularySize, SpecialTokens = OrganismTokens.All }).Fit(WorldTexts.Of(world), cancellationToken);
    }
}
