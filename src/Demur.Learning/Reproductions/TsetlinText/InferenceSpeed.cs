using Demur.Learning.Tsetlin;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>How many times faster rules answer than the automata that they came from.</summary>
internal static class InferenceSpeed
{
    private const int Rounds = 5;

    /// <summary>Votes on the same rows both ways, turn about, and compares the best rounds.</summary>
    public static double Ratio(TsetlinTrainer trainer, TsetlinModel model, BitMatrix rows)
    {
        var literals = new LiteralRows(rows);
        var sums = new int[model.ClassCount];
        var (automata, rules) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            automata = Math.Min(automata, Time(() =>
            {
                for (var row = 0; row < rows.RowCount; row++)
                {
                    foreach (var section in trainer.Sections)
                    {
                        section.Vote(0..section.Blocks, ref literals.Row(row), sums);
                    }
                }
            }));
            rules = Math.Min(rules, Time(() => model.ClassSums(rows)));
        }

        return automata / rules;
    }

    private static double Time(Action work)
    {
        var start = TimeProvider.System.GetTimestamp();
        work();
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
