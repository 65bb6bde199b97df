using System.Numerics.Tensors;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Native;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Demur.Neural.Sentences.Internal;

/// <summary>An ONNX graph that takes token ids and gives vectors.</summary>
internal sealed class OnnxTextGraph : IDisposable
{
    private static readonly string[] KnownInputs = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly string _path;
    private readonly InferenceSession _session;
    private readonly string _output;

    private OnnxTextGraph(string path, InferenceSession session)
    {
        _path = path;
        _session = session;
        if (session.InputMetadata.Keys.FirstOrDefault(input => !KnownInputs.Contains(input, StringComparer.Ordinal)) is { } unknown)
        {
            throw CheckpointError.Invalid(path, $"input {CheckpointError.Quote(unknown)}", $"an encoder of text takes {string.Join(", ", KnownInputs)}.");
        }

        // A graph that pools by itself names what it gives; otherwise the first output is the last layer.
        _output = session.OutputMetadata.ContainsKey("sentence_embedding") ? "sentence_embedding" : session.OutputNames[0];
        var shape = session.OutputMetadata[_output].Dimensions;
        if (shape.Length is not (2 or 3))
        {
            throw CheckpointError.Invalid(path, $"output {CheckpointError.Quote(_output)}", $"vectors of texts [text, width] or of tokens [text, token, width] were expected, and it has {shape.Length} dimensions.");
        }

        Dimension = shape[^1] > 0 ? shape[^1] : null;
    }

    /// <summary>The width of the vectors; null where the graph leaves it open.</summary>
    internal int? Dimension { get; }

    internal static OnnxTextGraph Open(string path, int threads)
    {
        OnnxRuntimeLibrary.EnsureLoaded();
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = threads };

        // Threads that wait must not spin: other work shares the machine.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        InferenceSession? session = null;
        try
        {
            session = new InferenceSession(path, options);
            return new OnnxTextGraph(path, session);
        }
        catch (OnnxRuntimeException error)
        {
            throw CheckpointError.Invalid(path, "content", $"ONNX Runtime cannot load the model: {error.Message}", error);
        }
        catch (DemurException)
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Runs the graph on texts of any lengths.</summary>
    /// <param name="texts">The tokens of each text.</param>
    /// <param name="pooling">Makes one vector of those that the graph gives for tokens.</param>
    /// <returns>A vector a text, not yet of length one.</returns>
    internal float[][] Run(IReadOnlyList<IReadOnlyList<int>> texts, SentencePooling pooling)
    {
        var longest = Math.Max(1, texts.Max(text => text.Count));
        var (ids, mask) = (new long[texts.Count * longest], new long[texts.Count * longest]);
        for (var row = 0; row < texts.Count; row++)
        {
            for (var token = 0; token < texts[row].Count; token++)
            {
                ids[(row * longest) + token] = texts[row][token];
                mask[(row * longest) + token] = 1;
            }
        }

        int[] shape = [texts.Count, longest];
        var inputs = _session.InputMetadata.Keys.Select(name => Input(name, name switch { "input_ids" => ids, "attention_mask" => mask, _ => new long[ids.Length] }, shape)).ToList();
        try
        {
            using var results = _session.Run(inputs, [_output]);
            return Rows(results[0].AsTensor<float>().ToDenseTensor(), texts, pooling);
        }
        catch (OnnxRuntimeException error)
        {
            throw CheckpointError.Invalid(_path, "a run", $"ONNX Runtime failed: {error.Message}", error);
        }
    }

    public void Dispose() => _session.Dispose();

    private NamedOnnxValue Input(string name, long[] values, int[] shape) => _session.InputMetadata[name].ElementType == typeof(int)
        ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<int>(Array.ConvertAll(values, value => (int)value), shape))
        : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(values, shape));

    private static float[][] Rows(DenseTensor<float> output, IReadOnlyList<IReadOnlyList<int>> texts, SentencePooling pooling)
    {
        var width = output.Dimensions[^1];
        var values = output.Buffer.Span;
        var rows = new float[texts.Count][];
        var stride = values.Length / texts.Count;
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = output.Rank == 2 || pooling == SentencePooling.First
                ? values.Slice(row * stride, width).ToArray()
                : Mean(values.Slice(row * stride, stride), texts[row].Count, width);
        }

        return rows;
    }

    private static float[] Mean(ReadOnlySpan<float> tokens, int count, int width)
    {
        var mean = new float[width];
        for (var token = 0; token < count; token++)
        {
            TensorPrimitives.Add(mean, tokens.Slice(token * width, width), mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(1, count), mean);
        return mean;
    }
}
