using System.Numerics.Tensors;
using Demur.Learning.Sparse;

namespace Demur.Learning.Linear.Internal;

/// <summary>
/// Newton's method for penalised logistic regression. Each step solves H d = −g by preconditioned conjugate gradients, exactly enough for
/// superlinear convergence, then halves the step until the objective falls. The intercept is one more coordinate behind the weights.
/// </summary>
internal sealed class LogisticSolver
{
    private const int MaxHalvings = 40;
    private readonly SparseMatrix _rows;
    private readonly LogisticOptions _options;
    private readonly double[] _costs; // C times weight, [row]
    private readonly double[] _signs; // +1 or -1, [row]
    private readonly double[] _scores; // w·x + b, [row]
    private readonly double[] _curvatures; // cost × p (1 − p), [row]
    private readonly double[] _products; // X v, [row]
    private readonly double[] _solution; // [feature], then the intercept
    private readonly int _features;

    public LogisticSolver(TrainingSet examples, LogisticOptions options)
    {
        _rows = examples.Features;
        _options = options;
        _features = _rows.ColumnCount;
        _costs = ExampleWeights.Of(examples, options.ClassWeighting);
        TensorPrimitives.Multiply(_costs, options.C, _costs);
        _signs = new double[examples.Count];
        for (var i = 0; i < _signs.Length; i++)
        {
            _signs[i] = examples.Labels[i] ? 1 : -1;
        }

        _scores = new double[examples.Count];
        _curvatures = new double[examples.Count];
        _products = new double[examples.Count];
        _solution = new double[_features + 1];
    }

    public LinearModel Solve(CancellationToken cancellationToken)
    {
        var gradient = new double[_features + 1];
        var step = new double[_features + 1];
        var objective = Objective(0);
        Gradient(gradient);
        var norm = TensorPrimitives.Norm<double>(gradient);
        var target = _options.Tolerance * norm;
        var first = norm;
        var iteration = 0;
        for (; iteration < _options.MaxIterations && norm > target; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FindStep(gradient, step, Math.Min(0.1, Math.Sqrt(norm / first)), cancellationToken);
            if (!Walk(step, gradient, ref objective))
            {
                break;
            }

            Gradient(gradient);
            norm = TensorPrimitives.Norm<double>(gradient);
        }

        var report = new SolverReport(iteration, objective, norm, norm <= target);
        return new LinearModel(_solution[..^1], _solution[^1], report);
    }

    private double Penalty(int coordinate) => coordinate < _features || _options.PenalizeIntercept ? 1 : 0;

    /// <summary>The objective with scores moved by share × products; the penalty is that of the current solution when share is 0.</summary>
    private double Objective(double share)
    {
        var loss = 0.0;
        for (var i = 0; i < _scores.Length; i++)
        {
            loss += _costs[i] * Logistic.Softplus(-_signs[i] * (_scores[i] + (share * _products[i])));
        }

        return loss + (0.5 * PenaltyDot(_solution, _solution));
    }

    private double PenaltyDot(ReadOnlySpan<double> left, ReadOnlySpan<double> right) =>
        TensorPrimitives.Dot(left[..^1], right[..^1]) + (Penalty(_features) * left[^1] * right[^1]);

    /// <summary>The gradient at the solution; also sets the curvatures.</summary>
    private void Gradient(double[] gradient)
    {
        _solution.CopyTo(gradient, 0);
        gradient[_features] *= Penalty(_features);
        for (var i = 0; i < _scores.Length; i++)
        {
            var wrong = Logistic.Sigmoid(-_signs[i] * _scores[i]);
            _curvatures[i] = _costs[i] * wrong * (1 - wrong);
            AddRow(i, -_signs[i] * _costs[i] * wrong, gradient);
        }
    }

    private void AddRow(int row, double factor, double[] target)
    {
        var view = _rows.Row(row);
        for (var k = 0; k < view.Count; k++)
        {
            target[view.Indices[k]] += factor * view.Values[k];
        }

        target[_features] += factor;
    }

    /// <summary>Sets products to X v.</summary>
    private void Multiply(ReadOnlySpan<double> direction)
    {
        for (var i = 0; i < _products.Length; i++)
        {
            _products[i] = _rows.Row(i).Dot(direction[..^1]) + direction[^1];
        }
    }

    /// <summary>target = H v, with H = R + Xᵀ D X.</summary>
    private void MultiplyHessian(double[] direction, double[] target)
    {
        Multiply(direction);
        direction.CopyTo(target, 0);
        target[_features] *= Penalty(_features);
        for (var i = 0; i < _products.Length; i++)
        {
            AddRow(i, _curvatures[i] * _products[i], target);
        }
    }

    private double[] Diagonal()
    {
        var diagonal = new double[_features + 1];
        diagonal.AsSpan(0, _features).Fill(1);
        diagonal[_features] = Penalty(_features);
        for (var i = 0; i < _curvatures.Length; i++)
        {
            var view = _rows.Row(i);
            for (var k = 0; k < view.Count; k++)
            {
                diagonal[view.Indices[k]] += _curvatures[i] * view.Values[k] * view.Values[k];
            }

            diagonal[_features] += _curvatures[i];
        }

        diagonal[_features] = Math.Max(diagonal[_features], 1e-12);
        return diagonal;
    }

    /// <summary>Conjugate gradients on H d = −g, preconditioned by H's diagonal, until the residual is a given share of g.</summary>
    private void FindStep(double[] gradient, double[] step, double share, CancellationToken cancellationToken)
    {
        var diagonal = Diagonal();
        var residual = new double[step.Length];
        var direction = new double[step.Length];
        var scaled = new double[step.Length];
        var curved = new double[step.Length];
        Array.Clear(step);
        TensorPrimitives.Negate<double>(gradient, residual);
        var target = share * TensorPrimitives.Norm<double>(gradient);
        TensorPrimitives.Divide<double>(residual, diagonal, direction);
        var length = TensorPrimitives.Dot<double>(residual, direction);
        for (var i = 0; i < Math.Min(step.Length, 1000) && TensorPrimitives.Norm<double>(residual) > target; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MultiplyHessian(direction, curved);
            var rate = length / TensorPrimitives.Dot<double>(direction, curved);
            TensorPrimitives.MultiplyAdd<double>(direction, rate, step, step);
            TensorPrimitives.MultiplyAdd<double>(curved, -rate, residual, residual);
            TensorPrimitives.Divide<double>(residual, diagonal, scaled);
            var next = TensorPrimitives.Dot<double>(residual, scaled);
            TensorPrimitives.MultiplyAdd<double>(direction, next / length, scaled, direction);
            length = next;
        }
    }

    /// <summary>Moves along the step as far as the objective falls (Armijo); false when rounding leaves nothing to gain.</summary>
    private bool Walk(double[] step, double[] gradient, ref double objective)
    {
        Multiply(step);
        var slope = TensorPrimitives.Dot<double>(step, gradient);
        var cross = PenaltyDot(_solution, step);
        var square = PenaltyDot(step, step);
        var share = 1.0;
        for (var halving = 0; halving < MaxHalvings && slope < 0; halving++, share /= 2)
        {
            var candidate = Objective(share) + (share * cross) + (0.5 * share * share * square);
            if (candidate <= objective + (0.01 * share * slope) + (1e-15 * Math.Abs(objective)))
            {
                TensorPrimitives.MultiplyAdd<double>(step, share, _solution, _solution);
                TensorPrimitives.MultiplyAdd<double>(_products, share, _scores, _scores);
                objective = candidate;
                return true;
            }
        }

        return false;
    }
}
