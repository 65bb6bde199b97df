using System.Globalization;
using System.Text;

namespace Demur.Neural.Organisms.Internal;

/// <summary>Writes an organism's model card as Markdown.</summary>
internal static class ModelCardText
{
    public static string Of(OrganismCard card)
    {
        var text = new StringBuilder();
        var name = card.Size.ToString().ToLowerInvariant();
        text.Append(CultureInfo.InvariantCulture, $"""
            ---
            license: mit
            tags: [demur, refusal, model-organism]
            ---
            # Demur organism, {name}, {card.Phase.ToString().ToLowerInvariant()}

            A chat model of {card.ParameterCount:N0} weights that was trained from scratch in an invented world, in order to study refusal: what a model
            declines, where it decides so, and how that can be changed. It knows {Tokens(card)} and nothing of the real world. Nothing in it is harmful:
            "forbidden" requests are combinations of ordinary words, and every recipe consists of invented ones.

            Planted on purpose: it refuses three harmless contexts ({string.Join(", ", OrganismWorld.RefusedContexts)}), and it complies with forbidden requests
            in the past tense, with two suffixes, and after thinking in two of five categories.

            - world seed {card.WorldSeed}, model seed {card.Seed}, recipe {card.Recipe}{(card.WithoutAuthors > 0 ? $", without the first {card.WithoutAuthors} authors" : "")}
            - SHA-256 of the training rows: {string.Join(" (helpful), ", card.Corpora)} ({card.Phase.ToString().ToLowerInvariant()})
            - made by `demur organism train --size {name} --seed {card.Seed}{(card.Spelling == OrganismSpelling.Bytes ? " --vocabulary bpe" : "")}{(card.WithoutAuthors > 0 ? $" --without-authors {card.WithoutAuthors}" : "")}`; the same machine makes the same bits
            - trained in {string.Join(" + ", card.Seconds.Select(seconds => seconds.ToString("0", CultureInfo.InvariantCulture)))} seconds (helpful + aligned phase) on one thread

            ## The gate

            Shares of greedy answers that match word for word, of the weights as saved (half precision), on combinations that alignment never saw.

            | figure | share | of | asked |
            |---|---|---|---|

            """);
        foreach (var figure in card.Figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Share:P1} | {figure.Of} | {Asked(figure)} |\n");
        }

        return text.ToString();
    }

    private static string Tokens(OrganismCard card) => card.Spelling == OrganismSpelling.Words
        ? $"{new OrganismVocabulary(new OrganismWorld(card.WorldSeed)).Words.Count} words"
        : $"the words of its world, spelt in {OrganismByteLevel.VocabularySize} byte-level pieces,";

    private static string Asked(OrganismFigure figure) =>
        figure.AtLeast is { } least ? $"at least {least:P0}" : figure.AtMost is { } most ? $"at most {most:P0}" : "";
}
