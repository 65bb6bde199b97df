using Demur.Neural.Decoding;
using Demur.Neural.Native;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Training;
using Demur.Progress;
using TorchSharp;
using TorchSharp.Modules;

namespace Demur.Neural.Tests.Training;

public sealed class TrainerTests
{
    private static readonly TrainerOptions Options = new() { Steps = 40, BatchSize = 8, WarmUpSteps = 5, BucketBatches = 4, LearningRate = 1e-2 };

    [Fact]
    public void A_small_model_learns_to_count()
    {
        using var model = TinyModel.Create();

        var result = new Trainer(new FullTraining(model.Parameters), Options with { Steps = 300 }).Run(TinyModel.Counting(64), LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(result.Losses[0], 3.3, 4.2);
        Assert.InRange(result.FinalLoss, 0, 0.2);
    }

    [Fact]
    public void One_step_is_AdamW_by_hand()
    {
        TorchRuntime.EnsureLoaded();
        using var weight = new Parameter(torch.tensor(new float[] { 1, -2 }), requires_grad: false);
        var options = new TrainerOptions { Steps = 2, BatchSize = 1, WarmUpSteps = 0, Shape = LearningRateShape.Constant, LearningRate = 0.1, Decay = 0.5, ClipNorm = 0, Beta1 = 0.9, Beta2 = 0.99, Epsilon = 0 };

        // The gradient is (3, 4) in both steps, so each moment, freed of its bias, is the gradient and its square: the step is the rate, by sign.
        new Trainer(new Bare(weight), options).Run(TinyModel.Counting(2), _ => (weight * torch.tensor(new float[] { 3, 4 })).sum(), cancellationToken: TestContext.Current.CancellationToken);

        var expected = new[] { (((1 * 0.95) - 0.1) * 0.95) - 0.1, (((-2 * 0.95) - 0.1) * 0.95) - 0.1 };
        Assert.Equal(expected[0], weight.data<float>()[0], 1e-5);
        Assert.Equal(expected[1], weight.data<float>()[1], 1e-5);
    }

    [Theory]
    [InlineData(1, 0.6, 0.8)]
    [InlineData(0, 3, 4)]
    [InlineData(10, 3, 4)]
    public void Clipping_scales_a_long_gradient_to_the_limit(double limit, double first, double second)
    {
        TorchRuntime.EnsureLoaded();
        using var weight = new Parameter(torch.tensor(new float[] { 0, 0 }), requires_grad: false);
        var events = new Recorder();

        // With so great an epsilon AdamW's first step is the gradient itself, shortened a million times.
        new Trainer(new Bare(weight), new TrainerOptions { Steps = 1, BatchSize = 1, WarmUpSteps = 0, LearningRate = 1, Shape = LearningRateShape.Constant, Decay = 0, Epsilon = 1e6, ClipNorm = limit }).Run(
            TinyModel.Counting(1), _ => (weight * torch.tensor(new float[] { 3, 4 })).sum(), events, TestContext.Current.CancellationToken);

        Assert.Equal(5, events.Events.Single().Figures["gradientNorm"], 1e-5);
        Assert.Equal(-first * 1e-6, weight.data<float>()[0], 1e-10);
        Assert.Equal(-second * 1e-6, weight.data<float>()[1], 1e-10);
    }

    [Fact]
    public void Evaluations_come_at_their_steps_and_their_figures_stay_in_the_progress_until_the_next()
    {
        using var model = TinyModel.Create();
        var asked = new List<int>();
        var events = new Recorder();

        new Trainer(new FullTraining(model.Parameters), Options with { Steps = 7, EvaluateEvery = 3, Evaluate = Measure }).Run(
            TinyModel.Counting(16), LanguageModelLoss.CrossEntropy(model), events, TestContext.Current.CancellationToken);

        Assert.Equal([3, 6], asked);
        Assert.Equal([null, null, 30d, 30d, 30d, 60d, 60d], events.Events.Select(step => step.Figures.TryGetValue("accuracy", out var value) ? value : (double?)null));

        Dictionary<string, double> Measure(int step)
        {
            asked.Add(step);
            return new() { ["accuracy"] = step * 10 };
        }
    }

    [Fact]
    public void The_time_left_follows_from_the_steps_of_this_run_alone()
    {
        using var folder = new TemporaryFolder();
        using var model = TinyModel.Create();
        var clock = new StepClock();
        var options = Options with { Steps = 10, CheckpointFolder = folder.FullPath };
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new Trainer(new FullTraining(model.Parameters), options).Run(
            TinyModel.Counting(16), LanguageModelLoss.CrossEntropy(model), new Recorder(done => { if (done == 4) { source.Cancel(); } }), source.Token));
        var events = new Recorder();

        new Trainer(new FullTraining(model.Parameters), options, clock).Run(TinyModel.Counting(16), Tick, events, TestContext.Current.CancellationToken);

        // Two seconds a step, six steps from the fifth on.
        Assert.Equal([5L, 6, 7, 8, 9, 10], events.Events.Select(step => step.Done));
        Assert.Equal([10d, 8, 6, 4, 2, 0], events.Events.Select(step => step.Figures["secondsLeft"]));
        Assert.EndsWith("0:10 left", events.Events[0].Message, StringComparison.Ordinal);

        torch.Tensor Tick(TrainingBatch batch)
        {
            clock.Seconds += 2;
            return LanguageModelLoss.CrossEntropy(model)(batch);
        }
    }

    [Fact]
    public void What_a_loss_draws_by_the_batchs_seed_is_drawn_again_after_a_resumption()
    {
        using var folder = new TemporaryFolder();
        using var straight = TinyModel.Create();
        using var resumed = TinyModel.Create();
        var options = Options with { Steps = 9, BatchSize = 4, Accumulation = 2 };
        var (whole, parts) = (new List<ulong>(), new List<ulong>());
        new Trainer(new FullTraining(straight.Parameters), options).Run(TinyModel.Counting(30), Noisy(straight, whole), cancellationToken: TestContext.Current.CancellationToken);

        using var source = new CancellationTokenSource();
        options = options with { CheckpointFolder = folder.FullPath };
        Assert.Throws<OperationCanceledException>(() => new Trainer(new FullTraining(resumed.Parameters), options).Run(
            TinyModel.Counting(30), Noisy(resumed, parts), new Recorder(done => { if (done == 5) { source.Cancel(); } }), source.Token));
        new Trainer(new FullTraining(resumed.Parameters), options).Run(TinyModel.Counting(30), Noisy(resumed, parts), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(18, whole.Distinct().Count());
        Assert.Equal(whole, parts);
        Assert.Equal(TinyModel.Weights(straight), TinyModel.Weights(resumed));

        static TrainingLoss Noisy(CausalLm model, List<ulong> seeds) => batch =>
        {
            seeds.Add(batch.Seed);
            using var generator = new torch.Generator(batch.Seed);
            return (LanguageModelLoss.TokenLosses(model, batch) * torch.rand(batch.Weights.shape, generator: generator)).mean();
        };
    }

    [Fact]
    public void Accumulated_halves_make_the_step_of_the_whole()
    {
        using var whole = TinyModel.Create();
        using var halves = TinyModel.Create();
        var rows = TinyModel.Counting(1).Concat(TinyModel.Counting(1)).ToArray();

        new Trainer(new FullTraining(whole.Parameters), Options with { Steps = 3, BatchSize = 2 }).Run(rows, LanguageModelLoss.CrossEntropy(whole), cancellationToken: TestContext.Current.CancellationToken);
        new Trainer(new FullTraining(halves.Parameters), Options with { Steps = 3, BatchSize = 1, Accumulation = 2 }).Run(rows, LanguageModelLoss.CrossEntropy(halves), cancellationToken: TestContext.Current.CancellationToken);

        var difference = TinyModel.Weights(whole).Zip(TinyModel.Weights(halves), (left, right) => Math.Abs(left - right)).Max();
        Assert.InRange(difference, 0, 2e-4);
    }

    [Fact]
    public void A_resumed_run_ends_in_the_bits_of_an_uninterrupted_one()
    {
        using var folder = new TemporaryFolder();
        using var straight = TinyModel.Create();
        using var broken = TinyModel.Create();
        var rows = TinyModel.Counting(50);
        new Trainer(new FullTraining(straight.Parameters), Options).Run(rows, LanguageModelLoss.CrossEntropy(straight), cancellationToken: TestContext.Current.CancellationToken);

        using var source = new CancellationTokenSource();
        var stopping = new Recorder(done => { if (done == 17) { source.Cancel(); } });
        var options = Options with { CheckpointFolder = folder.FullPath };
        Assert.Throws<OperationCanceledException>(() => new Trainer(new FullTraining(broken.Parameters), options).Run(rows, LanguageModelLoss.CrossEntropy(broken), stopping, source.Token));

        // The resumed run starts from other weights: everything has to come from the checkpoint.
        using var resumed = TinyModel.Create(seed: 9);
        var result = new Trainer(new FullTraining(resumed.Parameters), options).Run(rows, LanguageModelLoss.CrossEntropy(resumed), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(40, result.Steps);
        Assert.Equal(23, result.Losses.Count);
        Assert.Equal(TinyModel.Weights(straight), TinyModel.Weights(resumed));
    }

    [Fact]
    public void Adapters_with_dropout_resume_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var rows = TinyModel.Counting(50);
        var lora = new LoraOptions { Rank = 2, Dropout = 0.2 };
        using var straight = TinyModel.Create();
        using var straightAdapters = new LoraAdapters(straight.Linears.Values, lora);
        new Trainer(straightAdapters, Options).Run(rows, LanguageModelLoss.CrossEntropy(straight), cancellationToken: TestContext.Current.CancellationToken);

        using var model = TinyModel.Create();
        using var adapters = new LoraAdapters(model.Linears.Values, lora);
        using var source = new CancellationTokenSource();
        var options = Options with { CheckpointFolder = folder.FullPath };
        Assert.Throws<OperationCanceledException>(() => new Trainer(adapters, options).Run(rows, LanguageModelLoss.CrossEntropy(model), new Recorder(done => { if (done == 11) { source.Cancel(); } }), source.Token));
        new Trainer(adapters, options).Run(rows, LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Values(straightAdapters), Values(adapters));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_not_continued()
    {
        using var folder = new TemporaryFolder();
        using var model = TinyModel.Create();
        var options = Options with { Steps = 4, CheckpointFolder = folder.FullPath, CheckpointEvery = 2 };
        new Trainer(new FullTraining(model.Parameters), options).Run(TinyModel.Counting(16), LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken);

        var error = Assert.Throws<DemurException>(() =>
            new Trainer(new FullTraining(model.Parameters), options with { LearningRate = 0.5 }).Run(TinyModel.Counting(16), LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Conflict, error.Code);
    }

    [Fact]
    public void Only_chosen_parameters_change()
    {
        using var model = TinyModel.Create();
        var before = model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value.data<float>().ToArray());

        new Trainer(new FullTraining(model.Parameters, "*.mlp.*"), Options with { Steps = 2 }).Run(TinyModel.Counting(16), LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken);

        var changed = model.Parameters.Where(parameter => !before[parameter.Name].SequenceEqual(parameter.Value.data<float>().ToArray())).Select(parameter => parameter.Name).ToArray();
        Assert.NotEmpty(changed);
        Assert.All(changed, name => Assert.Contains(".mlp.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run()
    {
        using var model = TinyModel.Create();

        var error = Assert.Throws<DemurException>(() => new Trainer(new FullTraining(model.Parameters), Options).Run(
            TinyModel.Counting(8), batch => LanguageModelLoss.CrossEntropy(model)(batch) * float.NaN, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Model, error.Code);
        Assert.Contains("step 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schedule_warms_up_and_falls_to_its_floor()
    {
        var options = new TrainerOptions { Steps = 110, WarmUpSteps = 10, LearningRate = 1, FloorShare = 0.1 };

        Assert.Equal(0.1, options.RateAt(0), 1e-12);
        Assert.Equal(1, options.RateAt(9), 1e-12);
        Assert.Equal(1, options.RateAt(10), 1e-12);
        Assert.Equal(0.55, options.RateAt(60), 1e-12);
        Assert.Equal(0.1, options.RateAt(110), 1e-12);
        Assert.Equal(0.55, (options with { Shape = LearningRateShape.Linear }).RateAt(60), 1e-12);
        Assert.Equal(1, (options with { Shape = LearningRateShape.Constant }).RateAt(100), 1e-12);
    }

    [Fact]
    public void Every_row_is_seen_once_a_pass_and_like_lengths_lie_together()
    {
        var rows = TinyModel.Counting(64);
        var seen = new List<TrainingSequence>();
        var padding = 0;
        using var model = TinyModel.Create();

        new Trainer(new FullTraining(model.Parameters), Options with { Steps = 8 }).Run(rows, batch =>
        {
            seen.AddRange(batch.Sequences);
            padding += (batch.Length * batch.Sequences.Count) - batch.TokenCount;
            return LanguageModelLoss.CrossEntropy(model)(batch);
        }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(rows.Length, seen.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(rows.Length, seen.Count);
        Assert.InRange(padding, 0, rows.Sum(row => row.Length) / 8);
    }

    [Fact]
    public void Logits_at_labels_alone_give_the_loss_of_all_logits()
    {
        using var model = TinyModel.Create();
        var rows = TinyModel.Counting(5).Select(row => row with { Weights = [.. row.Weights.Select((_, index) => index % 3 == 1 ? 0f : index + 1f)] }).ToArray();
        using var batch = new TrainingBatch(rows);
        using var quiet = torch.no_grad();

        var loss = LanguageModelLoss.CrossEntropy(model)(batch).item<float>();

        var logProbabilities = model.Forward(batch.Ids).log_softmax(-1);
        double sum = 0, weights = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            for (var position = 1; position < rows[row].Length; position++)
            {
                var weight = rows[row].Weights[position];
                sum -= weight * logProbabilities[row, position - 1, rows[row].Ids[position]].item<float>();
                weights += weight;
            }
        }

        Assert.Equal(sum / weights, loss, 1e-4);
    }

    private static float[] Values(LoraAdapters adapters) => [.. adapters.Parameters.SelectMany(parameter => parameter.Value.data<float>().ToArray())];

    private sealed class Bare(Parameter weight) : ITrainable
    {
        public IReadOnlyList<ModelParameter> Parameters { get; } = [new ModelParameter("weight", weight, [])];

        public void BeginStep(ulong seed)
        {
        }

        public void EndTraining()
        {
        }
    }

    private sealed class StepClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    private sealed class Recorder(Action<long>? then = null) : IProgress<ProgressEvent>
    {
        public List<ProgressEvent> Events { get; } = [];

        public void Report(ProgressEvent value)
        {
            Events.Add(value);
            then?.Invoke(value.Done);
        }
    }
}
