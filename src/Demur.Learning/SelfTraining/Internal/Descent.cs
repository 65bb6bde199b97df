using System.Numerics.Tensors;

namespace Demur.Learning.SelfTraining.Internal;

/// <summary>Minimises a smooth function with limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.5) and a backtracking line search.</summary>
internal static class Descent
{
    private const int Memory = 10;

    /// <summary>Walks downhill until the gradient is small.</summary>
    /// <param name="evaluate">Gives the value at a place and writes the gradient.</param>
    /// <param name="place">Where to start; it becomes the result.</param>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="tolerance">Ends when no part of the gradient is larger.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The last place.</returns>
    public static double[] Minimise(Func<double[], double[], double> evaluate, double[] place, int maxIterations, double tolerance, CancellationToken cancellationToken)
    {
        var gradient = new double[place.Length];
        var value = evaluate(place, gradient);
        var pairs = new List<(double[] Step, double[] Change, double Curvature)>();
        for (var iteration = 0; iteration < maxIterations && TensorPrimitives.MaxMagnitude<double>(gradient) is var largest && Math.Abs(largest) > tolerance; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var direction = Direction(gradient, pairs);
            var next = new double[place.Length];
            var nextGradient = new double[place.Length];
            if (!Search(evaluate, place, value, gradient, direction, next, nextGradient, out var nextValue))
            {
                break;
            }

            var (step, change) = (new double[place.Length], new double[place.Length]);
            TensorPrimitives.Subtract(next, place, step);
            TensorPrimitives.Subtract(nextGradient, gradient, change);
            var curvature = TensorPrimitives.Dot<double>(step, change);
            if (curvature > 1e-12 * TensorPrimitives.Dot<double>(change, change))
            {
                pairs.Add((step, change, curvature));
                pairs.RemoveRange(0, Math.Max(0, pairs.Count - Memory));
            }

            (place, gradient, value) = (next, nextGradient, nextValue);
        }

        return place;
    }

    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Curvature)> pairs)
    {
        var direction = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, direction);
        var shares = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = TensorPrimitives.Dot<double>(pairs[i].Step, direction) / pairs[i].Curvature;
            TensorPrimitives.MultiplyAdd(pairs[i].Change, -shares[i], direction, direction);
        }

        var scale = pairs.Count == 0 ? 1 / Math.Max(1, TensorPrimitives.Norm<double>(gradient)) : pairs[^1].Curvature / TensorPrimitives.Dot<double>(pairs[^1].Change, pairs[^1].Change);
        TensorPrimitives.Multiply(direction, scale, direction);
        for (var i = 0; i < pairs.Count; i++)
        {
            var back = TensorPrimitives.Dot<double>(pairs[i].Change, direction) / pairs[i].Curvature;
            TensorPrimitives.MultiplyAdd(pairs[i].Step, shares[i] - back, direction, direction);
        }

        return direction;
    }

    /// <summary>Halves the step until the value falls enough (Armijo); false where it never does.</summary>
    private static bool Search(Func<double[], double[], double> evaluate, double[] place, double value, double[] gradient, double[] direction, double[] next, double[] nextGradient, out double nextValue)
    {
        const double Enough = 1e-4;
        const int MaxHalvings = 40;
        var slope = TensorPrimitives.Dot<double>(gradient, direction);
        nextValue = value;
        var length = 1.0;
        for (var halving = 0; halving < MaxHalvings && slope < 0; halving++, length /= 2)
        {
            TensorPrimitives.MultiplyAdd(direction, length, place, next);
            nextValue = evaluate(next, nextGradient);
            if (nextValue <= value + (Enough * length * slope))
            {
                return true;
            }
        }

        return false;
    }
}
