using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Learning.Evaluation;
using Demur.Learning.Methods;
using Demur.Learning.Tables;

namespace Demur.Cli.Commands;

/// <summary>The options by which <c>demur learn train</c> and <c>demur learn eval</c> change the rows that are learned from: resampling and self-training.</summary>
internal sealed class TrainingRows
{
    private Option<string?> Resample { get; } = new("--resample")
    {
        Description = $"Multiply rare classes or thin common ones in the training part: {string.Join(", ", ResamplingPlan.StepNames)}; several with + between them, some with a percentage.",
        HelpName = "smote=200+under=100",
    };

    private Option<string?> SelfTrain { get; } = new("--self-train")
    {
        Description = $"Let the method label rows without labels and learn from them: {string.Join(", ", SelfTrainingPlan.PolicyNames)}; some with a number, co with a column.",
        HelpName = "policy",
    };

    private Option<string?> Unlabelled { get; } = new("--unlabelled") { Description = "With --self-train: the file of rows without labels; the data's rows without one when left out.", HelpName = "file" };

    private Option<int?> Rounds { get; } = new("--rounds") { Description = "With --self-train: the most rounds of labelling.", HelpName = "n" };

    private Option<double> Holdout { get; } = new("--holdout") { Description = "With --self-train: set this share of the labelled rows aside and keep the round that does best on it.", HelpName = "share" };

    /// <summary>The options in the order in which the help shows them.</summary>
    public IReadOnlyList<Option> All => [Resample, SelfTrain, Unlabelled, Rounds, Holdout];

    /// <summary>Whether rows without a label are wanted.</summary>
    public bool WantsUnlabelled(ParseResult parsed) => parsed.GetValue(SelfTrain) is not null && parsed.GetValue(Unlabelled) is null;

    /// <summary>Checks what was asked for before anything is read.</summary>
    /// <exception cref="DemurException">A plan or policy is none, or an option lacks the one that it belongs to.</exception>
    public void Check(ParseResult parsed)
    {
        if (parsed.GetValue(Resample) is { } plan)
        {
            _ = ResamplingPlan.Parse(plan);
        }

        if (parsed.GetValue(SelfTrain) is { } policy)
        {
            SelfTrainingPlan.RequirePolicy(policy);
        }
        else if (parsed.GetValue(Unlabelled) is not null || parsed.GetValue(Rounds) is not null || parsed.GetValue(Holdout) != 0)
        {
            throw new DemurException(ErrorCode.Usage, $"--unlabelled, --rounds and --holdout belong to self-training; say how rows are labelled: --self-train {SelfTrainingPlan.PolicyNames[0]}, or another of {string.Join(", ", SelfTrainingPlan.PolicyNames)}.");
        }

        if (parsed.GetValue(Rounds) is < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"--rounds {parsed.GetValue(Rounds)} labels nothing; use 1 or more.");
        }

        if (parsed.GetValue(Holdout) is not (>= 0 and <= 0.5))
        {
            throw new DemurException(ErrorCode.Usage, $"--holdout {parsed.GetValue(Holdout)} leaves too few rows to learn from, or none to stop by; use a share from 0 to .5.");
        }
    }

    /// <summary>Returns a value that only self-training makes use of.</summary>
    public T RequireSelfTraining<T>(ParseResult parsed, string option, T value) =>
        parsed.GetValue(SelfTrain) is not null ? value : throw new DemurException(ErrorCode.Usage, $"{option} belongs to self-training; add --self-train.");

    /// <summary>Adds what was asked for to the methods' settings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">Where files are opened.</param>
    /// <param name="trials">The methods.</param>
    /// <param name="table">The labelled data.</param>
    /// <param name="trace">Told what was labelled; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<MethodTrial>> ApplyAsync(
        ParseResult parsed, CliHost host, IReadOnlyList<MethodTrial> trials, Table table, Action<SelfTrainingTrace>? trace, CancellationToken cancellationToken)
    {
        var resampling = parsed.GetValue(Resample) is { } text ? ResamplingPlan.Parse(text) : null;
        SelfTrainingPlan? selfTraining = null;
        if (parsed.GetValue(SelfTrain) is { } policy)
        {
            var pool = parsed.GetValue(Unlabelled) is { } file
                ? await TableReader.ReadPoolAsync(LearnArguments.RowsOf(host, file, cancellationToken), table.Schema, cancellationToken).ConfigureAwait(false)
                : table.Unlabelled;
            selfTraining = new SelfTrainingPlan(policy, pool) { MaxRounds = parsed.GetValue(Rounds), HoldoutShare = parsed.GetValue(Holdout), Trace = trace };
        }

        return resampling is null && selfTraining is null
            ? trials
            : [.. trials.Select(trial => trial with { Settings = (trial.Settings ?? MethodSettings.None).With(resampling).With(selfTraining) })];
    }
}
