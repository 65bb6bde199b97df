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
        var all = Enumerable.Range(0, Math.Min(classifier.Classes.Count, MostClasses)).Select(label => classifier.Reasons(label, count)).ToList();
        if (all.TrueForAll(reasons => reasons.Count == 0))
        {
            host.Out.WriteLine($"Of method '{classifier.Method}' there is nothing that speaks for a class in every row; 'demur learn explain' tells the reasons of one row.");
            return;
        }

        for (var label = 0; label < all.Count; label++)
        {
            var reasons = all[label];
            host.Out.WriteLine();
            if (reasons.Count == 0)
            {
                host.Out.WriteLine($"Nothing speaks for {PlainText.InLine(classifier.Classes[label])} by itself.");
                continue;
            }

            host.Out.WriteLine($"What speaks for {PlainText.InLine(classifier.Classes[label])}:");
            foreach (var item in reasons)
            {
                host.Out.WriteLine($"{Weight(item),8}  {PlainText.InLine(item.Words)}");
            }
        }

        host.Out.WriteLine();
    }

    /// <summary>A rule's votes are whole numbers.</summary>
    public static string Weight(EvidenceItem item) => item is ClauseEvidence ? $"{item.Weight:+0;-0}" : $"{item.Weight:+0.000;-0.000}";
}
