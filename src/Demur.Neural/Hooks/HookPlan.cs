namespace Demur.Neural.Hooks;

/// <summary>Interventions bound to the places of one model, in order; immutable and safe to share.</summary>
public sealed class HookPlan
{
    private static readonly int Kinds = Enum.GetValues<HookKind>().Length;
    private readonly List<Intervention>?[] _byPlace;

    private HookPlan(CausalLm model, List<Intervention>?[] byPlace, IReadOnlyList<Intervention> interventions)
    {
        Model = model;
        _byPlace = byPlace;
        Interventions = interventions;
    }

    /// <summary>What is in force, outermost scope first.</summary>
    public IReadOnlyList<Intervention> Interventions { get; }

    internal CausalLm Model { get; }

    internal static HookPlan Of(CausalLm model, IReadOnlyList<Intervention> interventions)
    {
        ArgumentNullException.ThrowIfNull(interventions);
        var byPlace = new List<Intervention>?[model.Config.Layers * Kinds];
        foreach (var intervention in interventions)
        {
            ArgumentNullException.ThrowIfNull(intervention, nameof(interventions));
            intervention.Check(model);
            foreach (var point in intervention.Patterns.SelectMany(model.Hooks.Match).Distinct())
            {
                (byPlace[Place(point.Kind, point.Layer)] ??= []).Add(intervention);
            }
        }

        return new HookPlan(model, byPlace, [.. interventions]);
    }

    /// <summary>This plan and then another one of the same model.</summary>
    internal HookPlan Then(HookPlan? next) => next is null ? this : Of(Model, [.. Interventions, .. next.Interventions]);

    /// <summary>This plan and what another one adds to it: code that takes the plan in force with it into an iterator may find it in force there too.</summary>
    internal HookPlan Including(HookPlan? next)
    {
        var added = next?.Interventions.Where(intervention => !Interventions.Contains(intervention)).ToList();
        return added is null or { Count: 0 } ? this : Of(Model, [.. Interventions, .. added]);
    }

    internal IReadOnlyList<Intervention>? At(HookKind kind, int layer) => _byPlace[Place(kind, layer)];

    private static int Place(HookKind kind, int layer) => (layer * Kinds) + (int)kind;
}
