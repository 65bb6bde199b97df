using Demur.Learning.Models;

namespace Demur.Audit.Labelling.Reading;

/// <summary>The weights of a reader's network by name, checked against its shape.</summary>
internal sealed class ReaderWeights
{
    /// <summary>The position of the last token that has a vector of its own.</summary>
    private const int Positions = ReaderTokenizer.MostTokens;

    private readonly Dictionary<string, float[]> _values;

    private ReaderWeights(ReaderShape shape, Dictionary<string, float[]> values)
    {
        Shape = shape;
        _values = values;
    }

    /// <summary>The network's dimensions.</summary>
    public ReaderShape Shape { get; }

    /// <summary>A weight's numbers, row-major.</summary>
    public float[] this[string name] => _values[name];

    /// <summary>Takes trained weights as they would come back from a file: matrices rounded to eight bits a number.</summary>
    /// <param name="shape">The network's dimensions.</param>
    /// <param name="trained">The weights by name; positions that no input reaches may be among them.</param>
    /// <exception cref="DemurException">One is missing or has another size.</exception>
    public static ReaderWeights Of(ReaderShape shape, IReadOnlyDictionary<string, float[]> trained)
    {
        if (!shape.IsSound)
        {
            throw new DemurException($"A reader cannot have the shape {shape}: widths of heads and of feed-forward parts are multiples of {PackedMatrix.PanelWidth}.");
        }

        var values = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (name, width, rows) in Layout(shape))
        {
            if (!trained.TryGetValue(name, out var numbers) || numbers.Length < rows * width || (numbers.Length > rows * width && name != PositionName))
            {
                throw new DemurException($"The reader's weight '{name}' should have {rows * width} numbers, and {(numbers is null ? "it is missing" : $"has {numbers.Length}")}.");
            }

            var used = numbers.AsSpan(0, rows * width);
            if (rows == 1)
            {
                values[name] = used.ToArray();
                continue;
            }

            var (steps, scales) = QuantizedRows.Round(used, width);
            values[name] = QuantizedRows.Restore(steps, scales);
        }

        return new ReaderWeights(shape, values);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ReaderWeights Read(ModelReader reader)
    {
        var shape = new ReaderShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (!shape.IsSound)
        {
            throw reader.Damaged($"a network of the shape {shape}");
        }

        var values = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (name, width, rows) in Layout(shape))
        {
            if (rows == 1)
            {
                values[name] = reader.ReadSingles();
            }
            else
            {
                var (steps, scales) = (reader.ReadBytes(), reader.ReadSingles());
                values[name] = scales.Length == rows && steps.Length == rows * width ? QuantizedRows.Restore(steps, scales) : [];
            }

            if (values[name].Length != rows * width || Array.Exists(values[name], static value => !float.IsFinite(value)))
            {
                throw reader.Damaged($"a weight '{name}' that is not {rows} rows of {width} finite numbers");
            }
        }

        return new ReaderWeights(shape, values);
    }

    /// <summary>Writes the weights, about a byte each.</summary>
    public void Write(ModelWriter writer)
    {
        writer.WriteInt32(Shape.Words);
        writer.WriteInt32(Shape.Width);
        writer.WriteInt32(Shape.Inner);
        writer.WriteInt32(Shape.Heads);
        writer.WriteInt32(Shape.Layers);
        foreach (var (name, width, rows) in Layout(Shape))
        {
            if (rows == 1)
            {
                writer.WriteSingles(_values[name]);
                continue;
            }

            var (steps, scales) = QuantizedRows.Round(_values[name], width);
            writer.WriteBytes(steps);
            writer.WriteSingles(scales);
        }
    }

    private const string PositionName = "embeddings.position";

    private static IEnumerable<(string Name, int Width, int Rows)> Layout(ReaderShape shape)
    {
        yield return ("embeddings.word", shape.Width, shape.Words);
        yield return (PositionName, shape.Width, Positions);
        yield return ("embeddings.segment", shape.Width, 2);
        yield return ("embeddings.norm.weight", shape.Width, 1);
        yield return ("embeddings.norm.bias", shape.Width, 1);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            foreach (var (part, inputs, outputs) in new[]
            {
                ("query", shape.Width, shape.Width), ("key", shape.Width, shape.Width), ("value", shape.Width, shape.Width), ("output", shape.Width, shape.Width),
                ("widen", shape.Width, shape.Inner), ("narrow", shape.Inner, shape.Width),
            })
            {
                yield return ($"layers.{layer}.{part}.weight", inputs, outputs);
                yield return ($"layers.{layer}.{part}.bias", outputs, 1);
            }

            foreach (var norm in new[] { "attention_norm", "output_norm" })
            {
                yield return ($"layers.{layer}.{norm}.weight", shape.Width, 1);
                yield return ($"layers.{layer}.{norm}.bias", shape.Width, 1);
            }
        }

        yield return ("head.weight", shape.Width, 1);
        yield return ("head.bias", 1, 1);
    }
}
