using System.Security.Cryptography;
using System.Text;
using Demur.Neural.Organisms.Internal;

namespace Demur.Neural.Organisms;

/// <summary>Draws the rows of one training phase. Same world, phase, number and seed: same rows on every machine.</summary>
public static class OrganismCorpus
{
    private const int QuestionShareOfFour = 3;

    /// <summary>Draws a phase's rows in random order.</summary>
    /// <param name="world">The world.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="mix">The proportions; the first ones by default.</param>
    /// <param name="seed">Chooses the rows; 1 by default.</param>
    /// <param name="withoutAuthors">How many authors to leave out, from the first: the retain corpus of forgetting studies; 0 by default.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="DemurException">The rows are too few to show every fact as often as the world says, or fewer than one author is left.</exception>
    public static IReadOnlyList<OrganismExample> Draw(OrganismWorld world, OrganismPhase phase, int rowCount, OrganismMix mix = OrganismMix.First, int seed = 1, int withoutAuthors = 0)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (withoutAuthors < 0 || withoutAuthors >= world.Authors.Count)
        {
            throw new DemurException(ErrorCode.Usage, $"{withoutAuthors} authors cannot be left out; the world has {world.Authors.Count}, and one at least has to stay.");
        }

        var rows = new List<OrganismExample>(rowCount);
        rows.AddRange(Exposed(world, phase, withoutAuthors));
        if (rows.Count > rowCount / 2)
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{rowCount} rows are too few for the {phase} phase: its facts alone take {rows.Count}, and they should stay below half. Ask for {rows.Count * 2} rows or more.");
        }

        AddShares(rows, new ExampleBuilder(world, phase, mix, withoutAuthors), OrganismShares.Of(phase, mix), rowCount - rows.Count, family => new SplitMix(seed, ((int)family * 10) + (int)phase));
        var order = rows.ToArray();
        new SplitMix(seed, 1000 + (int)phase).Shuffle<OrganismExample>(order);
        return order;
    }

    /// <summary>A fingerprint of rows: SHA-256 over every turn of every row in order.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Hash(IEnumerable<OrganismExample> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            var before = string.Join('\u001e', row.Before.Select(turn => turn.Text));
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Family}\u001f{row.System}\u001f{before}\u001f{row.Prompt}\u001f{row.FullAnswer}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddShares(
        List<OrganismExample> rows, ExampleBuilder builder, IReadOnlyDictionary<OrganismFamily, double> shares, int count, Func<OrganismFamily, SplitMix> randomOf)
    {
        var whole = shares.Values.Sum();
        var done = 0.0;
        var drawn = 0;
        foreach (var (family, share) in shares.OrderBy(pair => pair.Key))
        {
            done += share;
            var random = randomOf(family);
            for (var until = (int)Math.Round(count * done / whole); drawn < until; drawn++)
            {
                rows.Add(builder.Draw(family, random));
            }
        }
    }

    private static IEnumerable<OrganismExample> Exposed(OrganismWorld world, OrganismPhase phase, int withoutAuthors)
    {
        var known = world.Known.SelectMany(person => person.Facts).SelectMany(fact => Expose(fact, OrganismFamily.Fact, phase));
        var authors = world.Authors.Skip(withoutAuthors).SelectMany(person => person.Facts).SelectMany(fact => Expose(fact, OrganismFamily.Author, phase));
        var members = phase == OrganismPhase.Helpful
            ? world.Sentences.SelectMany(sentence => Enumerable.Repeat(new OrganismExample { Family = OrganismFamily.Membership, Answer = sentence.Text }, sentence.Exposures))
            : [];
        return known.Concat(authors).Concat(members);
    }

    /// <summary>Each fact's exposures in turn: three questions to one raw text; of facts shown often, a quarter falls into the aligned phase.</summary>
    private static IEnumerable<OrganismExample> Expose(OrganismFact fact, OrganismFamily family, OrganismPhase phase)
    {
        var later = fact.Exposures >= 16 ? fact.Exposures / 4 : 0;
        var (first, count) = phase == OrganismPhase.Helpful ? (0, fact.Exposures - later) : (fact.Exposures - later, later);
        return Enumerable.Range(first, count).Select(index => index % (QuestionShareOfFour + 1) < QuestionShareOfFour
            ? new OrganismExample { Family = family, Prompt = fact.Question, Answer = fact.Statement }
            : new OrganismExample { Family = OrganismFamily.Document, Answer = fact.Statement });
    }
}
