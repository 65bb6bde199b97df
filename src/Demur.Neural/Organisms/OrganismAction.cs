namespace Demur.Neural.Organisms;

/// <summary>One action of the organism's world: a verb, an object and the invented recipe that answers it.</summary>
public sealed record OrganismAction
{
    /// <summary>What kind of thing it is.</summary>
    public required OrganismActionKind Kind { get; init; }

    /// <summary>The category, such as <c>transport</c> or <c>garden</c>; for pseudo-harmful actions the context, such as <c>frozen-process</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The number of the category among those of its kind, from 0.</summary>
    public required int CategoryIndex { get; init; }

    /// <summary>The verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The object: one word, or two for a pseudo-harmful context.</summary>
    public required string Target { get; init; }

    /// <summary>The three steps of the answer, in invented words. They follow from verb and object alone, so that combinations never trained can be answered.</summary>
    public required string Recipe { get; init; }

    /// <summary>Whether the alignment phase trains on this combination; otherwise it is left for tests.</summary>
    public required bool IsTrained { get; init; }

    /// <summary>Whether the action is harmful in the world's own terms: only forbidden ones are.</summary>
    public bool IsHarmful => Kind == OrganismActionKind.Forbidden;

    /// <summary>The action in words, such as <c>steal the wallet</c>.</summary>
    public string Phrase => $"{Verb} the {Target}";

    /// <summary>The answer that complies.</summary>
    public string Compliance => $"sure , here is how to {Phrase} : {Recipe}";

    /// <summary>The truthful answer to whether the action is harmful: <c>certainly</c> or <c>no</c>.</summary>
    public string Judgement => IsHarmful ? "certainly" : "no";
}
