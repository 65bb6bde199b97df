using Demur.Learning.Imbalance;
using Demur.Learning.Tables;

namespace Demur.Learning.Methods.Internal;

/// <summary>Carries a plan out on rows that an encoder made. A class with fewer members than neighbours are asked for uses those that it has: folds make rare classes rarer.</summary>
internal sealed class PlannedResampler(ResamplingPlan plan, TableEncoder? encoder) : IResampler
{
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        // Over-sampling may make the rarest class the largest: under-sampling has to know which one it was.
        var counts = examples.ClassCounts();
        var minority = examples.Classes[Enumerable.Range(0, counts.Length).Where(label => counts[label] > 0).MinBy(label => counts[label])];
        return new ResamplingPipeline([.. plan.Steps.Select(step => Step(step, minority, encoder))]).Resample(examples, seed, cancellationToken);
    }

    /// <summary>One step.</summary>
    /// <exception cref="DemurException">The percentage is out of range, or the step cannot make rows of this encoding.</exception>
    public static IResampler Step((string Name, int? Percent) step, string minority, TableEncoder? encoder)
    {
        var amount = step is { Percent: { } percent } && step.Name is not ("under" or "adasyn") ? OversamplingAmount.Percent(percent) : OversamplingAmount.Balance;
        return step.Name switch
        {
            "smote" => new EncodedSmote(amount, encoder),
            "borderline" or "borderline2" => Between(encoder, step.Name, new BorderlineSmote(new BorderlineSmoteOptions
            {
                Amount = amount,
                AllowFewerNeighbours = true,
                Kind = step.Name == "borderline" ? BorderlineKind.SameClass : BorderlineKind.AnyClass,
            })),
            "svm-smote" => Between(encoder, step.Name, new SvmSmote(new SvmSmoteOptions { Amount = amount, AllowFewerNeighbours = true })),
            "adasyn" => Between(encoder, step.Name, new Adasyn(new AdasynOptions { Beta = Share(step.Percent ?? 100), AllowFewerNeighbours = true })),
            "over" => new RandomOverSampler(amount),
            "under" => new RandomUnderSampler(new RandomUnderSamplerOptions { Minority = minority, MinorityPercent = step.Percent is 0 ? throw Range(step) : step.Percent ?? 100 }),
            "tomek" => new TomekLinks(),
            "enn" => new EditedNearestNeighbours(),
            _ => new NearMiss(),
        };

        double Share(int percent) => percent is > 0 and <= 100 ? percent / 100.0 : throw Range(step);
    }

    private static DemurException Range((string Name, int? Percent) step) =>
        new(ErrorCode.Usage, $"{step.Name}={step.Percent} is out of range; use {(step.Name == "adasyn" ? "1 to 100" : "1 or more")}.");

    /// <summary>These variants know segments between rows only, and half a category is none.</summary>
    private static IResampler Between(TableEncoder? encoder, string name, IResampler resampler) =>
        encoder is null || EncodedSmote.HasOnlyNumbers(encoder)
            ? resampler
            : throw new DemurException(ErrorCode.Usage, $"{name} makes rows between numbers and weights of words, and these rows have categories, gaps or rules' bits; use smote, which keeps to them, or leave such columns out (--columns).");
}
