using System.Buffers;
using Demur.Learning.Models;
using Demur.Learning.SelfTraining.Internal;
using Demur.Learning.Sparse;

namespace Demur.Learning.SelfTraining;

/// <summary>Models that answer together: the mean of their probabilities. Each may see some columns only. Immutable and thread-safe.</summary>
public sealed class CommitteeModel : IModel
{
    internal const string Kind = "committee";
    private const int MaxMembers = 1024;
    private readonly IModel[] _members;
    private readonly bool[]?[] _views; // [member]; null sees all columns

    internal CommitteeModel(IReadOnlyList<IModel> members, IReadOnlyList<bool[]?>? views = null)
    {
        _members = [.. members];
        _views = views is null ? new bool[]?[_members.Length] : [.. views];
    }

    /// <inheritdoc/>
    public int FeatureCount => _members[0].FeatureCount;

    /// <inheritdoc/>
    public int ClassCount => _members[0].ClassCount;

    /// <summary>The models.</summary>
    public IReadOnlyList<IModel> Members => _members;

    /// <inheritdoc/>
    public void Predict(SparseRow row, Span<double> probabilities)
    {
        probabilities[..ClassCount].Clear();
        var one = new double[ClassCount];
        for (var member = 0; member < _members.Length; member++)
        {
            PredictOne(member, row, one);
            for (var label = 0; label < one.Length; label++)
            {
                probabilities[label] += one[label] / _members.Length;
            }
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(_members.Length);
        for (var member = 0; member < _members.Length; member++)
        {
            writer.WriteInt32s(_views[member] is { } view ? [.. Enumerable.Range(0, view.Length).Where(column => view[column])] : [-1]);
            LearnedModelFormat.Write(writer, _members[member]);
        }
    }

    /// <summary>Reads a committee that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The committee.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static CommitteeModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var count = reader.ReadInt32();
        if (count is < 1 or > MaxMembers)
        {
            throw reader.Damaged($"a committee of {count}");
        }

        var members = new List<IModel>();
        var views = new List<bool[]?>();
        for (var member = 0; member < count; member++)
        {
            var columns = reader.ReadInt32s();
            members.Add(LearnedModelFormat.Read(reader, mayNest: false));
            views.Add(columns is [-1] ? null : View(columns, members[^1].FeatureCount, reader));
        }

        return members.TrueForAll(model => model.ClassCount == members[0].ClassCount)
            ? new CommitteeModel(members, views)
            : throw reader.Damaged("a committee whose members know different classes");
    }

    private static bool[] View(int[] columns, int width, ModelReader reader)
    {
        var view = new bool[width];
        foreach (var column in columns)
        {
            view[column >= 0 && column < width ? column : throw reader.Damaged($"a view of column {column}")] = true;
        }

        return view;
    }

    private void PredictOne(int member, SparseRow row, Span<double> probabilities)
    {
        if (_views[member] is not { } view)
        {
            _members[member].Predict(row, probabilities);
            return;
        }

        var indices = ArrayPool<int>.Shared.Rent(Math.Max(1, row.Count));
        var values = ArrayPool<double>.Shared.Rent(Math.Max(1, row.Count));
        var count = ColumnView.Copy(row, view, indices, values);
        _members[member].Predict(new SparseRow(indices.AsSpan(0, count), values.AsSpan(0, count)), probabilities);
        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<double>.Shared.Return(values);
    }
}
