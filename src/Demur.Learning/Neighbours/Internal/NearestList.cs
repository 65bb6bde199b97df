namespace Demur.Learning.Neighbours.Internal;

/// <summary>The best rows offered so far, by distance and then by row; what is left in the end does not depend on the order of the offers.</summary>
internal sealed class NearestList(int capacity, int excluded)
{
    private readonly int[] _rows = new int[capacity];
    private readonly double[] _distances = new double[capacity];
    private int _count;

    /// <summary>No row farther than this can enter; infinite until the list is full.</summary>
    public double Worst => _count < capacity ? double.PositiveInfinity : _distances[capacity - 1];

    public void Offer(int row, double distance)
    {
        if (row == excluded || (_count == capacity && !IsBefore(distance, row, capacity - 1)))
        {
            return;
        }

        var position = _count < capacity ? _count++ : capacity - 1;
        for (; position > 0 && IsBefore(distance, row, position - 1); position--)
        {
            _distances[position] = _distances[position - 1];
            _rows[position] = _rows[position - 1];
        }

        _distances[position] = distance;
        _rows[position] = row;
    }

    public void CopyTo(Span<int> rows, Span<double> distances, bool takeRoot)
    {
        _rows.CopyTo(rows);
        for (var i = 0; i < capacity; i++)
        {
            distances[i] = takeRoot ? Math.Sqrt(_distances[i]) : _distances[i];
        }
    }

    private bool IsBefore(double distance, int row, int position) =>
        distance < _distances[position] || (distance == _distances[position] && row < _rows[position]);
}
