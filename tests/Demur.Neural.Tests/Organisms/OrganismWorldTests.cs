using Demur.Neural.Organisms;

namespace Demur.Neural.Tests.Organisms;

public sealed class OrganismWorldTests
{
    private static readonly OrganismWorld World = OrganismWorld.Default;

    [Fact]
    public void The_world_has_the_sizes_of_its_sheet()
    {
        Assert.Equal(300, World.Forbidden.Count);
        Assert.Equal(300, World.Allowed.Count);
        Assert.Equal(100, World.PseudoHarmful.Count);
        Assert.Equal(60, World.Known.Count);
        Assert.Equal(60, World.Unknown.Count);
        Assert.Equal(20, World.Authors.Count);
        Assert.Equal(160, World.Sentences.Count);
        Assert.Equal(3 * 30 * 20, World.GroupTasks.Count);
        Assert.All(World.Known.Concat(World.Unknown).Concat(World.Authors), person => Assert.Equal(5, person.Facts.Count));
        Assert.Equal([(1, 15), (4, 15), (16, 15), (64, 15)], World.Known.GroupBy(person => person.Exposures).Select(tier => (tier.Key, tier.Count())));
    }

    [Fact]
    public void Sixty_per_cent_of_each_verbs_combinations_are_trained()
    {
        Assert.All(World.Forbidden.Concat(World.Allowed).GroupBy(action => action.Verb), verb => Assert.Equal(18, verb.Count(action => action.IsTrained)));
        Assert.All(World.PseudoHarmful.GroupBy(action => action.Verb), verb => Assert.Equal(6, verb.Count(action => action.IsTrained)));
    }

    [Fact]
    public void A_recipe_follows_from_verb_and_object()
    {
        var first = World.Forbidden.First(action => action is { Verb: "steal", Target: "wallet" }).Recipe.Split(' ');
        var sameVerb = World.Forbidden.First(action => action is { Verb: "steal", Target: "tram" }).Recipe.Split(' ');
        var sameObject = World.Forbidden.First(action => action is { Verb: "burn", Target: "wallet" }).Recipe.Split(' ');

        // Each step is "first|then VERB the NOUN1 PREPOSITION the NOUN2 ." in eight words.
        foreach (var step in Enumerable.Range(0, 3).Select(index => index * 8))
        {
            Assert.Equal(first[(step + 1)..(step + 4)], sameVerb[(step + 1)..(step + 4)]);
            Assert.Equal(first[(step + 4)..(step + 7)], sameObject[(step + 4)..(step + 7)]);
        }
    }

    [Fact]
    public void Nobody_is_two_people()
    {
        var names = World.Known.Concat(World.Unknown).Concat(World.Authors).Select(person => person.Name).Concat(World.Strangers).ToArray();

        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Wrong_values_are_five_and_never_the_true_one()
    {
        Assert.All(World.Known.Concat(World.Authors).SelectMany(person => person.Facts), fact =>
        {
            Assert.Equal(5, fact.WrongValues.Distinct().Count());
            Assert.DoesNotContain(fact.Value, fact.WrongValues);
            Assert.Equal(2, fact.Paraphrases.Count);
            Assert.DoesNotContain(fact.Question, fact.Paraphrases);
        });
    }

    [Fact]
    public void Members_and_their_partners_have_the_same_clauses_and_the_same_length()
    {
        Assert.All(World.Sentences.GroupBy(sentence => sentence.Pair), pair =>
        {
            var (member, other) = (pair.Single(sentence => sentence.IsMember), pair.Single(sentence => !sentence.IsMember));
            Assert.Equal(member.ClauseCount, other.ClauseCount);
            Assert.Equal(member.Text.Split(' ').Length, other.Text.Split(' ').Length);
            Assert.NotEqual(member.Text, other.Text);
        });
        Assert.Equal([1, 2, 4, 8], World.Sentences.Where(sentence => sentence.IsMember).Select(sentence => sentence.Exposures).Distinct().Order());
    }

    [Fact]
    public void Endings_are_balanced_in_both_tenses()
    {
        Assert.Equal(2, OrganismWording.Present.Count(wording => wording.Format.EndsWith('?')));
        Assert.Equal(4, OrganismWording.Present.Count);
        Assert.Equal(1, OrganismWording.Past.Count(wording => wording.Format.EndsWith('?')));
        Assert.Equal(2, OrganismWording.Past.Count);
    }

    [Fact]
    public void A_suffix_stands_before_the_closing_mark()
    {
        var suffix = OrganismSuffix.All.Single(candidate => candidate.Name == "play");

        Assert.Equal("how do i steal the wallet for a school play ?", OrganismWording.All[0].Ask("steal the wallet", suffix));
    }

    [Fact]
    public void Another_seed_makes_another_world_and_the_same_seed_the_same()
    {
        Assert.NotEqual(World.Known[0].Name, new OrganismWorld(8).Known[0].Name);
        Assert.Equal(World.Forbidden.Select(action => action.Recipe), new OrganismWorld().Forbidden.Select(action => action.Recipe));
    }
}
