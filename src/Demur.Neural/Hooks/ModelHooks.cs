using System.IO.Enumeration;

namespace Demur.Neural.Hooks;

/// <summary>The hook grid of one model: which places exist and what interventions are in force.</summary>
public sealed class ModelHooks
{
    private readonly CausalLm _model;
    private readonly HookPoint[] _points;
    private readonly Dictionary<(HookKind Kind, int Layer), HookPoint> _byPlace;
    private readonly AsyncLocal<HookScope?> _scope = new();

    internal ModelHooks(CausalLm model)
    {
        _model = model;
        _points = [.. Grid(model.Config)];
        _byPlace = _points.ToDictionary(point => (point.Kind, point.Layer));
    }

    /// <summary>The interventions of the scopes that are open in the present flow of execution; null when there are none.</summary>
    /// <remarks>
    /// A scope is seen by the method that opened it and by what that method calls or awaits. An iterator that yields between opening a scope
    /// and running a forward loses it; such code takes the plan here when it starts and hands it on in <see cref="ForwardOptions.Plan"/>.
    /// </remarks>
    public HookPlan? Ambient => HookScope.Effective(_scope.Value);

    /// <summary>All places of the model, in the order in which a forward passes them.</summary>
    public IReadOnlyList<HookPoint> Inventory() => _points;

    /// <summary>The places that a pattern names; <c>*</c> stands for any characters: <c>blocks.*.resid_post</c>.</summary>
    /// <param name="pattern">A name or a pattern.</param>
    /// <returns>At least one place.</returns>
    /// <exception cref="DemurException">Nothing matches; the message lists near names.</exception>
    public IReadOnlyList<HookPoint> Match(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var found = _points.Where(point => FileSystemName.MatchesSimpleExpression(pattern, point.Name, ignoreCase: false)).ToList();
        return found.Count > 0 ? found : throw Names.Unknown("hook", pattern, [.. _points.Select(point => point.Name)]);
    }

    /// <summary>Binds interventions to the model's places, in the order given, for use in <see cref="ForwardOptions.Plan"/>.</summary>
    /// <param name="interventions">What to read and rewrite.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DemurException">A pattern matches nothing, or a head, expert or direction does not fit the model.</exception>
    public HookPlan Plan(params IReadOnlyList<Intervention> interventions) => HookPlan.Of(_model, interventions);

    internal HookPoint Point(HookKind kind, int layer) => _byPlace[(kind, layer)];

    internal HookScope Open(IReadOnlyList<Intervention> interventions) => HookScope.Open(_scope, Plan(interventions));

    private static IEnumerable<HookPoint> Grid(ModelConfig config)
    {
        yield return Point(HookKind.Embed, 0, config);
        for (var layer = 0; layer < config.Layers; layer++)
        {
            foreach (var kind in BlockKinds(config.IsMoe(layer)))
            {
                yield return Point(kind, layer, config);
            }
        }

        yield return Point(HookKind.FinalNorm, 0, config);
        yield return Point(HookKind.Logits, 0, config);
    }

    private static IEnumerable<HookKind> BlockKinds(bool moe) => Enum.GetValues<HookKind>().Where(kind => kind switch
    {
        HookKind.Embed or HookKind.FinalNorm or HookKind.Logits => false,
        HookKind.MlpAct => !moe,
        HookKind.Router or HookKind.RouterScores => moe,
        _ => true,
    });

    private static HookPoint Point(HookKind kind, int layer, ModelConfig config)
    {
        string[] tail = kind switch
        {
            HookKind.Query or HookKind.Z => [$"{config.Heads}", $"{config.HeadWidth}"],
            HookKind.Key or HookKind.Value => [$"{config.KeyValueHeads}", $"{config.HeadWidth}"],
            HookKind.HeadOut => [$"{config.Heads}", $"{config.Width}"],
            HookKind.MlpAct => [$"{config.MlpWidth}"],
            HookKind.Router or HookKind.RouterScores => [$"{config.Moe!.Experts}"],
            HookKind.Logits => [$"{config.VocabularySize}"],
            _ => [$"{config.Width}"],
        };
        string[] shape = kind == HookKind.Pattern ? ["batch", $"{config.Heads}", "position", "key"] : ["batch", "position", .. tail];
        return new HookPoint(HookPoint.NameOf(kind, layer), kind, layer, shape);
    }
}
