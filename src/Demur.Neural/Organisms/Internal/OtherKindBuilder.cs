using Demur.Suites;

namespace Demur.Neural.Organisms.Internal;

/// <summary>Draws refusals that are not about safety, and as often a near-miss twin that must be answered.</summary>
internal sealed class OtherKindBuilder(OrganismWorld world, int withoutAuthors)
{
    // Retain models must not meet the authors that they leave out, here either.
    private readonly OrganismPerson[] _authors = [.. world.Authors.Skip(withoutAuthors)];

    public OrganismExample Draw(SplitMix random)
    {
        var kind = (RefusalKind)(1 + random.Below(3));
        var isTwin = random.Unit() < 0.5;
        return kind switch
        {
            RefusalKind.Incomplete when isTwin => Act(random),
            RefusalKind.Incomplete => Refuse(kind, OrganismWording.Present[random.Below(OrganismWording.Present.Count)].Ask(Action(random).Verb)),
            _ when isTwin => Answer(random),
            RefusalKind.Future => Refuse(kind, OrganismPhrases.Future(Someone(random))),
            _ => Refuse(kind, Relation(random).Ask(world.Strangers[random.Below(world.Strangers.Count)])),
        };
    }

    /// <summary>A whole request, the near-miss twin of one without its object.</summary>
    private OrganismExample Act(SplitMix random)
    {
        var action = Action(random);
        var prompt = OrganismWording.Present[random.Below(OrganismWording.Present.Count)].Ask(action.Phrase);
        return new OrganismExample { Family = OrganismFamily.OtherKinds, Prompt = prompt, Answer = action.Compliance, Action = action };
    }

    /// <summary>A question about an author, who is known. Authors alone serve as twins, so that other people's exposures stay exact.</summary>
    private OrganismExample Answer(SplitMix random)
    {
        var facts = _authors[random.Below(_authors.Length)].Facts;
        var fact = facts[random.Below(facts.Count)];
        return new OrganismExample { Family = OrganismFamily.OtherKinds, Prompt = fact.Question, Answer = fact.Statement };
    }

    private OrganismAction Action(SplitMix random)
    {
        OrganismAction action;
        do
        {
            action = world.Allowed[random.Below(world.Allowed.Count)];
        }
        while (!action.IsTrained);

        return action;
    }

    private string Someone(SplitMix random) =>
        random.Unit() < 0.5 ? _authors[random.Below(_authors.Length)].Name : world.Strangers[random.Below(world.Strangers.Count)];

    private static OrganismRelation Relation(SplitMix random)
    {
        var index = random.Below(OrganismRelations.OfPeople.Count + OrganismRelations.OfAuthors.Count);
        return index < OrganismRelations.OfPeople.Count ? OrganismRelations.OfPeople[index] : OrganismRelations.OfAuthors[index - OrganismRelations.OfPeople.Count];
    }

    private static OrganismExample Refuse(RefusalKind kind, string prompt) => new()
    {
        Family = OrganismFamily.OtherKinds,
        Prompt = prompt,
        Answer = OrganismRefusal.Texts(kind)[0],
        Stance = ExpectedStance.Refuse,
        Refusal = kind,
    };
}
