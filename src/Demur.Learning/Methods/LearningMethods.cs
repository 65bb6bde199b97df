namespace Demur.Learning.Methods;

/// <summary>The catalogue of methods.</summary>
public static class LearningMethods
{
    /// <summary>All methods, those that explain themselves first.</summary>
    public static IReadOnlyList<LearningMethod> All { get; } =
        [new TsetlinMethod(), new Ss3Method(), new LogisticMethod(), new SvmMethod(), new BayesMethod(), new ForestMethod(), new BoostMethod()];

    /// <summary>Finds a method by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The method.</returns>
    /// <exception cref="DemurException">There is no such method; the error names the nearest.</exception>
    public static LearningMethod Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(method => method.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Names.Unknown("method", name, [.. All.Select(method => method.Name)]);
    }
}
