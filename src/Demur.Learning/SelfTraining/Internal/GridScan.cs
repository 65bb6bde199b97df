namespace Demur.Learning.SelfTraining.Internal;

/// <summary>Goes through a grid for its least value, and where wanted ends once the value has risen twice in a row after index 3.</summary>
internal sealed class GridScan(bool stopsEarly)
{
    private const int Patience = 3;
    private int _index = -1;
    private int _rises;
    private double _last = double.NaN;

    public double Best { get; private set; }

    public double Least { get; private set; } = double.PositiveInfinity;

    public bool IsOver { get; private set; }

    public void Add(double place, double value)
    {
        _index++;
        _rises = value > _last ? _rises + 1 : 0;
        _last = value;
        if (value < Least)
        {
            (Best, Least) = (place, value);
        }

        IsOver = stopsEarly && _index > Patience && _rises >= 2;
    }
}
