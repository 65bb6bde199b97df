using Demur.Learning.Linear;
using Demur.Learning.Tsetlin;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>Claims a: the class is the exclusive or of the first two of twelve bits, and two of five training labels are wrong.</summary>
internal static class NoisyXorExperiment
{
    private const string Folder = "07-tsetlin-text";

    public static void Measure(ReproductionRun run, CancellationToken cancellationToken)
    {
        BitRows train, test;
        try
        {
            train = Load(run, "NoisyXORTrainingData.txt");
            test = Load(run, "NoisyXORTestData.txt");
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(["a1", "a2", "a3"], id => run.Skip(id, error.Message));
            return;
        }

        var accuracies = new List<double>();
        var rules = new List<double>();
        foreach (var seed in run.Seeds)
        {
            run.Report("noisy XOR", accuracies.Count, run.Seeds.Count);
            var options = new TsetlinOptions { Clauses = 10, T = 15, S = 3.9, Boost = false, Epochs = 200, Seed = seed };
            var model = new TsetlinMachine(options).Fit(train.Bits, train.Classes, null, cancellationToken);
            accuracies.Add(Share(model.Predict(test.Bits), test.Classes));
            rules.Add(Enumerable.Range(0, 2).All(label => IsXor(model, label)) ? 1 : 0);
        }

        run.Measure("a1", accuracies.Min());
        run.Measure("a2", rules);
        var linear = new LogisticRegression().Fit(new TrainingSet(BitRows.ToSparse(train.Bits), Array.ConvertAll(train.Classes, label => label == 1)), cancellationToken);
        var rows = BitRows.ToSparse(test.Bits);
        run.Measure("a3", Share([.. Enumerable.Range(0, rows.RowCount).Select(row => linear.Score(rows.Row(row)) > 0 ? 1 : 0)], test.Classes));
    }

    /// <summary>Whether the strongest rule for a class fixes both relevant bits as that class has them.</summary>
    private static bool IsXor(TsetlinModel model, int label)
    {
        var rule = model.GetRules(label).FirstOrDefault(candidate => candidate.Weight > 0);
        var relevant = rule?.Literals.Where(literal => literal.Feature < 2).ToList() ?? [];
        return relevant.Count == 2
            && relevant[0].Feature != relevant[1].Feature
            && (relevant[0].IsNegated != relevant[1].IsNegated) == (label == 1);
    }

    private static double Share(IReadOnlyList<int> predicted, IReadOnlyList<int> truth) => Enumerable.Range(0, truth.Count).Average(row => predicted[row] == truth[row] ? 1.0 : 0);

    private static BitRows Load(ReproductionRun run, string file)
    {
        using var stream = File.OpenRead(run.Data.Require($"{Folder}/{file}"));
        return BitRows.Read(stream, file);
    }
}
