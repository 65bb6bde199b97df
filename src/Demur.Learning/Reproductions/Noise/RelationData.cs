using System.Text.Json;
using Demur.Learning.Noise;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Noise;

/// <summary>
/// FewRel's validation sentences (16 relations, 700 each) made into a set with hidden positives: 8 relations stay, the others are no relation, and a
/// quarter of the training positives is labelled so too. The truth is kept.
/// </summary>
internal sealed record RelationData(LabelledTexts Train, LabelledTexts Noisy, LabelledTexts Reference, LabelledTexts Test)
{
    public const string None = "no_relation";
    private const string File = "31-gpam/fewrel_val_wiki.json";
    private const double TestShare = 0.3;
    private const double ReferenceShare = 0.07; // a tenth of what is not for testing
    private const double HiddenShare = 0.25;

    /// <summary>Reads sentences and relations.</summary>
    public static LabelledTexts Load(DataLocator data)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(data.Require(File)));
        var (texts, labels) = (new List<string>(), new List<string>());
        foreach (var relation in json.RootElement.EnumerateObject())
        {
            foreach (var item in relation.Value.EnumerateArray())
            {
                texts.Add(string.Join(' ', item.GetProperty("tokens").EnumerateArray().Select(token => token.GetString())));
                labels.Add(relation.Name);
            }
        }

        var all = new LabelledTexts(texts, labels);
        return all.Select(all.Distinct().Kept);
    }

    /// <summary>Draws the relations that stay, the parts and the hidden positives.</summary>
    public static RelationData Draw(LabelledTexts all, int seed)
    {
        string[] relations = [.. all.Labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        new SplitMix(seed, 1).Shuffle<string>(relations);
        var positive = relations[..(relations.Length / 2)].ToHashSet(StringComparer.Ordinal);
        var truth = new LabelledTexts(all.Texts, [.. all.Labels.Select(label => positive.Contains(label) ? label : None)]);
        var order = Enumerable.Range(0, all.Count).ToArray();
        new SplitMix(seed, 2).Shuffle<int>(order);
        var (test, reference) = ((int)(all.Count * TestShare), (int)(all.Count * ReferenceShare));
        var train = truth.Select(order[(test + reference)..]);
        return new RelationData(train, Hide(train, seed), truth.Select(order[test..(test + reference)]), truth.Select(order[..test]));
    }

    private static LabelledTexts Hide(LabelledTexts train, int seed)
    {
        var positives = Enumerable.Range(0, train.Count).Where(row => train.Labels[row] != None).ToArray();
        new SplitMix(seed, 3).Shuffle<int>(positives);
        var hidden = positives[..(int)(positives.Length * HiddenShare)].ToHashSet();
        return new LabelledTexts(train.Texts, [.. train.Labels.Select((label, row) => hidden.Contains(row) ? None : label)]);
    }
}
