namespace Demur.Audit.Labelling.Reading;

/// <summary>The buffers of one thread while a reader reads.</summary>
internal sealed class ReaderWorkspace
{
    [ThreadStatic]
    private static ReaderWorkspace? _current;

    private readonly ReaderShape _shape;

    private ReaderWorkspace(ReaderShape shape)
    {
        _shape = shape;
        var rows = PackedMatrix.Padded(ReaderTokenizer.MostTokens);
        var columns = Panels(ReaderTokenizer.MostTokens);
        States = new float[rows * shape.Width];
        Projected = new float[rows * 3 * shape.Width];
        Mixed = new float[rows * shape.Width];
        Added = new float[rows * shape.Width];
        Widened = new float[rows * shape.Inner];
        Keys = new float[columns * shape.HeadWidth];
        Values = new float[rows * shape.HeadWidth];
        Scores = new float[rows * columns];
    }

    /// <summary>[token, width]: what flows from layer to layer.</summary>
    public float[] States { get; }

    /// <summary>[token, queries | keys | values].</summary>
    public float[] Projected { get; }

    /// <summary>[token, width]: what attention mixed.</summary>
    public float[] Mixed { get; }

    /// <summary>[token, width]: what a part of a layer adds to the states.</summary>
    public float[] Added { get; }

    /// <summary>[token, inner].</summary>
    public float[] Widened { get; }

    /// <summary>One head's keys in panels of sixteen tokens.</summary>
    public float[] Keys { get; }

    /// <summary>One head's values in panels of sixteen numbers.</summary>
    public float[] Values { get; }

    /// <summary>[token, other token].</summary>
    public float[] Scores { get; }

    /// <summary>This thread's buffers for networks of a shape.</summary>
    public static ReaderWorkspace For(ReaderShape shape) => _current is { } current && current._shape == shape ? current : _current = new ReaderWorkspace(shape);

    /// <summary>Rounds a count of columns up to whole panels.</summary>
    public static int Panels(int columns) => (columns + PackedMatrix.PanelWidth - 1) / PackedMatrix.PanelWidth * PackedMatrix.PanelWidth;
}
