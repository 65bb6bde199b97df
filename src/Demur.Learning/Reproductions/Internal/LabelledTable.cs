using Demur.Data;
using Demur.Learning.Sparse;

namespace Demur.Learning.Reproductions.Internal;

/// <summary>Reads a CSV of numbers with one column of classes.</summary>
internal static class LabelledTable
{
    /// <summary>Reads a whole file; the classes are in ordinal order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumn">The column of classes; all others are numbers.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static async Task<ExampleSet> LoadAsync(string path, string labelColumn, CancellationToken cancellationToken)
    {
        var rows = new List<double[]>();
        var names = new List<string>();
        await foreach (var row in DataFile.ReadAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            names.Add(row.GetString(labelColumn));
            rows.Add([.. row.Columns.Where(column => column != labelColumn).Select(row.GetDouble)]);
        }

        var classes = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new ExampleSet(SparseMatrix.FromDense(rows), [.. names.Select(name => classes.IndexOf(name))], classes);
    }

    /// <summary>Sets one class against all others; the others are called "other".</summary>
    public static ExampleSet OneAgainstRest(this ExampleSet examples, string positive)
    {
        var label = examples.Classes.ToList().IndexOf(positive);
        return new ExampleSet(examples.Features, Array.ConvertAll(examples.Labels.ToArray(), own => own == label ? 1 : 0), ["other", positive]);
    }
}
