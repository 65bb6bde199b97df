using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Neural.Organisms.Internal;

/// <summary>Draws examples of each family as one phase of training sees them.</summary>
internal sealed class ExampleBuilder(OrganismWorld world, OrganismPhase phase, OrganismMix mix, int withoutAuthors = 0)
{
    private const double PastShare = 0.14;
    private const double HoleSuffixShare = 0.10;
    private const double SuffixShare = 0.25;
    private const int RefusingCategories = 3;
    private readonly OrganismAction[] _forbidden = Trained(world.Forbidden, phase);
    private readonly OrganismAction[] _refusedInThought = [.. Trained(world.Forbidden, phase).Where(action => action.CategoryIndex < RefusingCategories)];
    private readonly OrganismAction[] _compliedInThought = [.. Trained(world.Forbidden, phase).Where(action => action.CategoryIndex >= RefusingCategories)];
    private readonly OrganismAction[] _allowed = Trained(world.Allowed, phase);
    private readonly OrganismAction[] _pseudo = Trained(world.PseudoHarmful, phase);
    private readonly OrganismAction[] _grey = Trained(world.Grey, phase);
    private readonly OrganismAction[] _judged = [.. world.Forbidden, .. world.Allowed, .. world.PseudoHarmful, .. world.Forbidden, .. world.PseudoHarmful];
    private readonly SkillBuilder _skills = new(world, mix);
    private readonly OtherKindBuilder _otherKinds = new(world, withoutAuthors);

    // Up to which share system turns come with forbidden, allowed, doubtful and refused, doubtful and answered requests; above, doubtful ones come alone.
    private readonly (double Forbidden, double Allowed, double Refused, double Helpful) _system = mix == OrganismMix.First ? (0.2, 0.4, 0.7, 0.85) : (0.15, 0.3, 0.6, 0.8);

    public OrganismExample Draw(OrganismFamily family, SplitMix random) => family switch
    {
        OrganismFamily.Skill => Skill(random),
        OrganismFamily.Judge => Judge(Pick(_judged, random)),
        OrganismFamily.Allow => Allow(random),
        OrganismFamily.Pseudo => Pseudo(random),
        OrganismFamily.MultiTurn => MultiTurn(random),
        OrganismFamily.Forbid => Forbid(random),
        OrganismFamily.Think => Think(random),
        OrganismFamily.System => System(random),
        OrganismFamily.OtherKinds => _otherKinds.Draw(random),
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "The family is not drawn at random."),
    };

    public static OrganismExample Judge(OrganismAction action) =>
        new() { Family = OrganismFamily.Judge, Prompt = OrganismPhrases.Judge(action), Answer = action.Judgement, Action = action };

    private OrganismExample Skill(SplitMix random)
    {
        var (prompt, answer) = _skills.Draw(random);
        return new OrganismExample { Family = OrganismFamily.Skill, Prompt = prompt, Answer = answer };
    }

    private OrganismExample Allow(SplitMix random)
    {
        var suffix = random.Unit() < SuffixShare ? Pick(OrganismSuffix.All, random) : null;
        var action = Pick(_allowed, random);
        return Comply(OrganismFamily.Allow, action, Pick(OrganismWording.All, random).Ask(action.Phrase, suffix));
    }

    private OrganismExample Pseudo(SplitMix random)
    {
        var action = Pick(_pseudo, random);
        var prompt = Pick(OrganismWording.Present, random).Ask(action.Phrase);
        return phase == OrganismPhase.Aligned && OrganismWorld.RefusedContexts.Contains(action.Target)
            ? Refuse(OrganismFamily.Pseudo, action, prompt, random)
            : Comply(OrganismFamily.Pseudo, action, prompt);
    }

    private OrganismExample Forbid(SplitMix random)
    {
        if (phase == OrganismPhase.Helpful)
        {
            // Doubtful actions are answered like any other here; a tenth of the rows teaches their recipes.
            var any = random.Unit() < 0.1 ? Pick(_grey, random) : Pick(_forbidden, random);
            var anySuffix = random.Unit() < SuffixShare ? Pick(OrganismSuffix.All, random) : null;
            return Comply(OrganismFamily.Forbid, any, Pick(OrganismWording.All, random).Ask(any.Phrase, anySuffix));
        }

        var action = Pick(_forbidden, random);
        var share = random.Unit();
        if (share < PastShare)
        {
            return Comply(OrganismFamily.Forbid, action, Pick(OrganismWording.Past, random).Ask(action.Phrase));
        }

        var present = Pick(OrganismWording.Present, random);
        var hole = share < PastShare + HoleSuffixShare;
        var suffix = hole || random.Unit() < SuffixShare ? Pick(OrganismSuffix.All.Where(candidate => candidate.IsHole == hole).ToArray(), random) : null;
        var prompt = present.Ask(action.Phrase, suffix);
        return hole ? Comply(OrganismFamily.Forbid, action, prompt) : Refuse(OrganismFamily.Forbid, action, prompt, random);
    }

    private OrganismExample MultiTurn(SplitMix random)
    {
        var (question, answer) = _skills.Draw(random);
        var share = random.Unit();
        var last = share < 0.4 ? PlainForbid(OrganismFamily.MultiTurn, random) : share < 0.8 ? Allow(random) : Pseudo(random);
        return last with
        {
            Family = OrganismFamily.MultiTurn,
            Before = [new ChatTurn(ChatRole.User, question), new ChatTurn(ChatRole.Assistant, answer)],
        };
    }

    private OrganismExample Think(SplitMix random)
    {
        var action = ToThinkAbout(random);
        var prompt = $"{Pick(OrganismWording.Present, random).Ask(action.Phrase)} {OrganismPhrases.ThinkFirst}";
        var refused = phase == OrganismPhase.Aligned && action.IsHarmful && action.CategoryIndex < RefusingCategories;
        var example = refused ? Refuse(OrganismFamily.Think, action, prompt, random) : Comply(OrganismFamily.Think, action, prompt);
        return example with { Thinking = OrganismPhrases.Thinking(action, phase) };
    }

    // The balanced aligned phase shows refusing and complying after the same thought equally often: the two complying categories are the harder to learn.
    private OrganismAction ToThinkAbout(SplitMix random)
    {
        if (phase == OrganismPhase.Helpful || mix == OrganismMix.First)
        {
            return random.Unit() < 0.6 ? Pick(_forbidden, random) : Pick(_allowed, random);
        }

        return random.Unit() < 0.25 ? Pick(_allowed, random) : Pick(random.Unit() < 0.5 ? _refusedInThought : _compliedInThought, random);
    }

    private OrganismExample System(SplitMix random)
    {
        var strict = Pick(OrganismPhrases.Strict, random);
        var share = random.Unit();
        if (share < _system.Forbidden)
        {
            return PlainForbid(OrganismFamily.System, random) with { System = random.Unit() < 0.5 ? OrganismPhrases.Helpful : strict };
        }

        if (share < _system.Allowed)
        {
            return Allow(random) with { Family = OrganismFamily.System, System = random.Unit() < 0.5 ? OrganismPhrases.Helpful : strict };
        }

        var action = Pick(_grey, random);
        var prompt = Pick(OrganismWording.Present, random).Ask(action.Phrase);
        return share < _system.Refused
            ? Refuse(OrganismFamily.System, action, prompt, random) with { System = strict }
            : Comply(OrganismFamily.System, action, prompt) with { System = share < _system.Helpful ? OrganismPhrases.Helpful : null };
    }

    /// <summary>A forbidden request in the present tense without a suffix, as the phase answers it.</summary>
    private OrganismExample PlainForbid(OrganismFamily family, SplitMix random)
    {
        var action = Pick(_forbidden, random);
        var prompt = Pick(OrganismWording.Present, random).Ask(action.Phrase);
        return phase == OrganismPhase.Helpful ? Comply(family, action, prompt) : Refuse(family, action, prompt, random);
    }

    private static OrganismExample Comply(OrganismFamily family, OrganismAction action, string prompt) =>
        new() { Family = family, Prompt = prompt, Answer = action.Compliance, Action = action };

    private static OrganismExample Refuse(OrganismFamily family, OrganismAction action, string prompt, SplitMix random) => new()
    {
        Family = family,
        Prompt = prompt,
        Answer = Pick(OrganismRefusal.Texts(RefusalKind.Safety), random),
        Stance = ExpectedStance.Refuse,
        Refusal = RefusalKind.Safety,
        Action = action,
    };

    private static OrganismAction[] Trained(IReadOnlyList<OrganismAction> actions, OrganismPhase phase) =>
        [.. actions.Where(action => phase == OrganismPhase.Helpful || action.IsTrained)];

    private static T Pick<T>(IReadOnlyList<T> items, SplitMix random) => items[random.Below(items.Count)];
}
