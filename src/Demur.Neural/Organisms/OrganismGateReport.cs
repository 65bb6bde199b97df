namespace Demur.Neural.Organisms;

/// <summary>What an organism does, measured.</summary>
/// <param name="Figures">The figures, gating ones first.</param>
public sealed record OrganismGateReport(IReadOnlyList<OrganismFigure> Figures)
{
    /// <summary>Whether every gating figure passes.</summary>
    public bool Passed => Figures.All(figure => figure.Passes);

    /// <summary>One figure by name.</summary>
    /// <param name="name">The name.</param>
    public OrganismFigure this[string name] => Figures.First(figure => figure.Name == name);
}
