using Demur.Neural.Native;
using Demur.Neural.Training.Internal;
using Demur.Progress;
using static TorchSharp.torch;

namespace Demur.Neural.Training;

/// <summary>
/// The one training loop: batches by length, gradient accumulation, a schedule, clipping, AdamW, evaluation, checkpoints. Everything random
/// follows from the seed and the number of the step, so that a run that was interrupted and resumed ends in the same bits as one that was not
/// (on one thread and one machine). Not thread-safe; several trainers may run in several processes.
/// </summary>
public sealed class Trainer
{
    private readonly ITrainable _trainable;
    private readonly TrainerOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>Prepares training.</summary>
    /// <param name="trainable">The weights to change: <see cref="FullTraining"/> or <see cref="LoraAdapters"/>.</param>
    /// <param name="options">The settings.</param>
    /// <param name="clock">Measures the time left; the system's clock by default.</param>
    /// <exception cref="DemurException">The options do not fit together, or there is nothing to train.</exception>
    public Trainer(ITrainable trainable, TrainerOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(trainable);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (trainable.Parameters.Count == 0)
        {
            throw new DemurException(ErrorCode.Usage, "There is nothing to train: no parameter was chosen. Check the name patterns.");
        }

        _trainable = trainable;
        _options = options;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Trains, going on from the checkpoint in <see cref="TrainerOptions.CheckpointFolder"/> when there is one of the same run.</summary>
    /// <param name="sequences">The rows to learn from; at least one.</param>
    /// <param name="loss">What to make smaller.</param>
    /// <param name="progress">Receives an event a step; null for none.</param>
    /// <param name="cancellationToken">Stops between two steps, after a checkpoint has been written where there is a folder for it.</param>
    /// <returns>What training measured.</returns>
    /// <exception cref="DemurException">There are no rows, the loss became infinite or undefined, or the folder holds a checkpoint of another run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainingResult Run(
        IReadOnlyList<TrainingSequence> sequences, TrainingLoss loss, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(loss);
        if (sequences.Count == 0)
        {
            throw new DemurException(ErrorCode.BadInput, "There are no rows to train on.");
        }

        TorchRuntime.EnsureLoaded();
        var threads = get_num_threads();
        set_num_threads(_options.Threads);
        using var optimizer = new AdamW(_trainable.Parameters, _options);
        try
        {
            return Loop(sequences, loss, optimizer, progress, cancellationToken);
        }
        finally
        {
            _trainable.EndTraining();
            set_num_threads(threads);
        }
    }

    private TrainingResult Loop(
        IReadOnlyList<TrainingSequence> sequences, TrainingLoss loss, AdamW optimizer, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        var plan = new BatchPlan(sequences, _options);
        var checkpoint = _options.CheckpointFolder is { } folder ? new TrainingCheckpoint(folder, _trainable.Parameters, optimizer, TrainingFingerprint.Of(_options, sequences)) : null;
        var first = checkpoint?.Load() ?? 0;
        var meter = new TrainingMeter(_options, _clock, first, progress);
        for (var step = first; step < _options.Steps; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                checkpoint?.Save(step);
                cancellationToken.ThrowIfCancellationRequested();
            }

            Step(sequences, loss, optimizer, plan, step, meter);
            var done = step + 1;
            if (_options.Evaluate is { } evaluate && _options.EvaluateEvery > 0 && done % _options.EvaluateEvery == 0)
            {
                meter.Evaluated(evaluate(done));
            }

            if (_options.CheckpointEvery > 0 && done % _options.CheckpointEvery == 0)
            {
                checkpoint?.Save(done);
            }

            meter.Report(done);
        }

        return meter.Result();
    }

    private void Step(IReadOnlyList<TrainingSequence> sequences, TrainingLoss loss, AdamW optimizer, BatchPlan plan, int step, TrainingMeter meter)
    {
        var random = new SplitMix(_options.Seed, -1 - step);
        _trainable.BeginStep(random.Next());
        optimizer.ClearGradient();
        var sum = 0.0;
        for (var part = 0; part < _options.Accumulation; part++)
        {
            var rows = plan[((long)step * _options.Accumulation) + part];
            using var scope = NewDisposeScope();
            using var batch = new TrainingBatch([.. rows.Select(row => sequences[row])], _options.PadToken) { Seed = random.Next() };
            var value = loss(batch);
            (_options.Accumulation == 1 ? value : value / Scalars.Of((long)_options.Accumulation)).backward();
            sum += value.item<float>();
            meter.Tokens += batch.TokenCount;
        }

        var mean = sum / _options.Accumulation;
        if (!double.IsFinite(mean))
        {
            throw new DemurException(ErrorCode.Model, $"The loss of step {step + 1} is {mean}; lower the learning rate ({_options.RateAt(step):g3} now) or the weight of the loss.");
        }

        meter.Stepped(step, mean, optimizer.Step(step));
    }
}
