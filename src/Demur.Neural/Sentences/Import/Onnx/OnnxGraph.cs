using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import.Onnx;

/// <summary>The steps and constants of an ONNX file (onnx.proto, version 3 of the format), read where they lie; attributes, types and subgraphs are not.</summary>
internal sealed class OnnxGraph : IDisposable
{
    private const long MostBytes = 1L << 30;
    private const int MostEntries = 200_000;
    private const int MostDimensions = 8;
    private const int FloatType = 1;

    private readonly MappedFile _file;
    private readonly Dictionary<string, OnnxTensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<OnnxNode> _nodes = [];
    private int _entries;

    private OnnxGraph(MappedFile file) => _file = file;

    /// <summary>What errors call the file.</summary>
    internal string Path => _file.Path;

    /// <summary>The steps, in the file's order.</summary>
    internal IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>Whether a value is a constant.</summary>
    internal bool IsConstant(string name) => _tensors.ContainsKey(name);

    /// <summary>Opens a file.</summary>
    /// <exception cref="DemurException">It is no ONNX file, a damaged one, or larger than 1 GiB or 200,000 entries.</exception>
    internal static OnnxGraph Open(string path)
    {
        var graph = new OnnxGraph(MappedFile.Open(path));
        try
        {
            graph.Read();
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>The values of a constant.</summary>
    /// <exception cref="DemurException">There is none, or it is no 32-bit float of that shape.</exception>
    internal float[] Floats(string name, params long[] shape)
    {
        var place = $"constant {CheckpointError.Quote(name)}";
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            throw CheckpointError.Invalid(Path, place, "the graph does not have it; it is not the encoder that was expected.");
        }

        if (tensor.Type != FloatType || !tensor.Shape.SequenceEqual(shape))
        {
            throw CheckpointError.Invalid(Path, place, $"type 1 (32-bit float) and a shape of [{string.Join(", ", shape)}] were expected, and it has type {tensor.Type} and [{string.Join(", ", tensor.Shape)}].");
        }

        var values = new float[shape.Aggregate(1L, (count, dimension) => checked(count * dimension))];
        if (tensor.ByteCount != values.Length * 4L)
        {
            throw CheckpointError.Invalid(Path, place, $"{values.Length * 4L} raw bytes were expected, and it has {tensor.ByteCount}.");
        }

        TensorCodec.Decode(TensorType.F32, _file.Slice(tensor.Start, tensor.ByteCount), values);
        return values;
    }

    public void Dispose() => _file.Dispose();

    private void Read()
    {
        if (_file.Length > MostBytes)
        {
            throw CheckpointError.Invalid(Path, "byte 0", $"the file has {_file.Length} bytes; at most {MostBytes} are read.");
        }

        for (var model = new ProtobufFields(_file); model.Next();)
        {
            if (model.Field == 7)
            {
                ReadGraph(model.Message());
            }
        }
    }

    private void ReadGraph(ProtobufFields graph)
    {
        while (graph.Next())
        {
            if (graph.Field == 1)
            {
                _nodes.Add(ReadNode(graph.Message()));
            }
            else if (graph.Field == 5)
            {
                var tensor = ReadTensor(graph.Message());
                if (!_tensors.TryAdd(tensor.Name, tensor))
                {
                    throw CheckpointError.Invalid(Path, $"constant {CheckpointError.Quote(tensor.Name)}", "two constants have this name.");
                }
            }
        }
    }

    private OnnxNode ReadNode(ProtobufFields fields)
    {
        Count();
        var (operation, inputs, outputs) = ("", new List<string>(), new List<string>());
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: inputs.Add(Name(fields)); break;
                case 2: outputs.Add(Name(fields)); break;
                case 4: operation = fields.Text(); break;
            }
        }

        return new OnnxNode(operation, inputs, outputs);
    }

    private OnnxTensor ReadTensor(ProtobufFields fields)
    {
        Count();
        var (name, type, start, byteCount) = ("", 0L, 0L, 0L);
        var shape = new List<long>();
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: shape.AddRange(fields.Numbers().Take(MostDimensions + 1)); break;
                case 2: type = fields.Number(); break;
                case 8: name = fields.Text(); break;
                case 9: (start, byteCount) = fields.Content(); break;
            }

            if (shape.Count > MostDimensions)
            {
                throw CheckpointError.Invalid(Path, $"constant {CheckpointError.Quote(name)}", $"it has more than {MostDimensions} dimensions.");
            }
        }

        return new OnnxTensor(name, shape, type, start, byteCount);
    }

    private string Name(ProtobufFields fields)
    {
        Count();
        return fields.Text();
    }

    // A file of a few bytes an entry would take far more memory than it has bytes.
    private void Count()
    {
        if (++_entries > MostEntries)
        {
            throw CheckpointError.Invalid(Path, "graph", $"there are more than {MostEntries} steps, constants and names; no sentence encoder has.");
        }
    }
}
