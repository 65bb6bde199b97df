namespace Demur.Learning.Linear;

/// <summary>How an optimisation ended.</summary>
/// <param name="Iterations">The number of outer steps.</param>
/// <param name="Objective">The value that was minimised, at the end.</param>
/// <param name="GradientNorm">The Euclidean norm of its gradient at the end; for dual solvers, the largest violation of the optimality conditions.</param>
/// <param name="Converged">Whether the tolerance was reached.</param>
public sealed record SolverReport(int Iterations, double Objective, double GradientNorm, bool Converged);
