using Demur.Cli.Hosting;
using Demur.Decisions;
using Demur.Learning;

namespace Demur.Cli.Rendering;

/// <summary>What a classifier looks at in general, class by class.</summary>
internal static class ReasonsView
{
    private const int MostClasses = 20;

    /// <summary>Shows the strongest reasons of each class; says so when the method has none to show.</summary>
    public static void Show(CliHost host, IClassifier classifier, int count)
    {
        for (var label = 0; label < Math.Min(classifier.Classes.Count, MostClasses); label++)
        {
            var reasons = classifier.Reasons(label, count);
            if (reasons.Count == 0)
            {
                host.Out.WriteLine(label == 0 ? $"The method '{classifier.Method}' has no reasons that hold for every row; 'demur learn explain' tells those of one row." : $"Nothing speaks for {classifier.Classes[label]} by itself.");
                if (label == 0)
                {
                    return;
                }

                continue;
            }

            host.Out.WriteLine();
            host.Out.WriteLine($"What speaks for {classifier.Classes[label]}:");
            foreach (var item in reasons)
            {
                host.Out.WriteLine($"{Weight(item),8}  {item.Words}");
            }
        }

        host.Out.WriteLine();
    }

    /// <summary>A rule's votes are whole numbers.</summary>
    public static string Weight(EvidenceItem item) => item is ClauseEvidence ? $"{item.Weight:+0;-0}" : $"{item.Weight:+0.000;-0.000}";
}
