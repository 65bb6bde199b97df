using Demur.Learning.Linear.Internal;
using Demur.Learning.Sparse;

namespace Demur.Learning.Linear;

/// <summary>
/// A linear support vector machine: minimises ½(‖w‖² + b²) + C Σ loss(y (w·x + b)) by dual coordinate descent
/// (Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, algorithm 1). The score is a margin, not log-odds. Thread-safe.
/// </summary>
/// <param name="options">The objective; the defaults when null.</param>
public sealed class LinearSvm(LinearSvmOptions? options = null) : IBinaryLearner
{
    /// <summary>The objective.</summary>
    public LinearSvmOptions Options { get; } = options ?? new LinearSvmOptions();

    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of the order in which examples are visited; it changes the result only within the tolerance.</param>
    /// <param name="cancellationToken">Stops between passes.</param>
    /// <returns>The model, with the solver's report.</returns>
    /// <exception cref="DemurException">The options are out of range.</exception>
    public LinearModel Fit(TrainingSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        var state = new State(examples, Options);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new SplitMix(seed);
        var violation = double.PositiveInfinity;
        var pass = 0;
        for (; pass < Options.MaxIterations && violation > Options.Tolerance; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            random.Shuffle<int>(order);
            violation = 0;
            foreach (var row in order)
            {
                violation = Math.Max(violation, state.Update(row));
            }
        }

        return state.ToModel(new SolverReport(pass, state.Objective(), violation, violation <= Options.Tolerance));
    }

    IBinaryModel IBinaryLearner.Fit(TrainingSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);

    /// <summary>The dual variables and the weights that they stand for: w = Σ y a x, kept up to date.</summary>
    private sealed class State
    {
        private readonly TrainingSet _examples;
        private readonly bool _isSquared;
        private readonly double[] _costs;
        private readonly double[] _duals;
        private readonly double[] _squares; // ‖x‖² + 1, plus 1 / (2 C) for the squared loss
        private readonly double[] _weights;
        private double _intercept;

        public State(TrainingSet examples, LinearSvmOptions options)
        {
            _examples = examples;
            _isSquared = options.Loss == HingeLoss.Squared;
            _costs = ExampleWeights.Of(examples, options.ClassWeighting);
            _duals = new double[examples.Count];
            _squares = new double[examples.Count];
            _weights = new double[examples.Features.ColumnCount];
            for (var i = 0; i < _costs.Length; i++)
            {
                _costs[i] *= options.C;
                var square = 1.0;
                foreach (var value in examples.Features.Row(i).Values)
                {
                    square += value * value;
                }

                _squares[i] = square + Slack(i);
            }
        }

        public LinearModel ToModel(SolverReport report) => new(_weights, _intercept, report);

        /// <summary>Minimises over one dual variable; returns by how much it violated its condition.</summary>
        public double Update(int row)
        {
            if (_costs[row] == 0)
            {
                return 0;
            }

            var sign = _examples.Labels[row] ? 1.0 : -1.0;
            var view = _examples.Features.Row(row);
            var old = _duals[row];
            var gradient = (sign * (view.Dot(_weights) + _intercept)) - 1 + (old * Slack(row));
            var limit = _isSquared ? double.PositiveInfinity : _costs[row];
            var violation = old == 0 ? Math.Min(gradient, 0) : old >= limit ? Math.Max(gradient, 0) : gradient;
            if (violation != 0)
            {
                _duals[row] = Math.Clamp(old - (gradient / _squares[row]), 0, limit);
                Add(view, sign * (_duals[row] - old));
            }

            return Math.Abs(violation);
        }

        public double Objective()
        {
            var value = _intercept * _intercept / 2;
            foreach (var weight in _weights)
            {
                value += weight * weight / 2;
            }

            for (var i = 0; i < _costs.Length; i++)
            {
                var margin = (_examples.Labels[i] ? 1 : -1) * (_examples.Features.Row(i).Dot(_weights) + _intercept);
                var loss = Math.Max(0, 1 - margin);
                value += _costs[i] * (_isSquared ? loss * loss : loss);
            }

            return value;
        }

        private double Slack(int row) => _isSquared && _costs[row] > 0 ? 0.5 / _costs[row] : 0;

        private void Add(SparseRow row, double amount)
        {
            for (var k = 0; k < row.Count; k++)
            {
                _weights[row.Indices[k]] += amount * row.Values[k];
            }

            _intercept += amount;
        }
    }
}
