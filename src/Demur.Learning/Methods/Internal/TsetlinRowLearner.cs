using Demur.Learning.Tsetlin;
using Demur.Progress;

namespace Demur.Learning.Methods.Internal;

/// <summary>Trains a Tsetlin Machine on rows whose stored values count as ones.</summary>
internal sealed class TsetlinRowLearner(TsetlinOptions options, IProgress<ProgressEvent>? progress) : ILearner
{
    public IModel Fit(ExampleSet examples, int seed, CancellationToken cancellationToken)
    {
        var bits = BitMatrix.FromPresence(examples.Features);
        var weights = Enumerable.Range(0, examples.Count).Select(examples.Weight).ToList();
        var trainer = new TsetlinMachine(options with { Seed = seed }).Start(bits.ColumnCount, examples.Classes.Count);
        var labels = examples.Labels.ToArray();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            progress?.Report(new ProgressEvent { Stage = "training", Done = epoch, Total = options.Epochs, Message = "epochs" });
            trainer.PartialFit(bits, labels, epochs: 1, weights, cancellationToken);
        }

        return new TsetlinRowModel(trainer.ToModel());
    }
}
