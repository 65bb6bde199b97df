using System.Numerics.Tensors;
using System.Text;
using System.Text.Json.Nodes;
using Demur.Data;
using Demur.Neural.Checkpoints.Gguf.Internal;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf;

/// <summary>
/// Writes a model as a GGUF file (version 3) that llama.cpp loads: metadata, tokenizer, chat template, and the tensors as llama.cpp wants them
/// (rows of queries and keys interleaved where it rotates pairs, experts of a block in one tensor, one added to Gemma's norms).
/// </summary>
public static class GgufWriter
{
    /// <summary>Writes a model; the file appears whole or not at all, and one matrix at a time is in memory.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <param name="tensors">The weights under Hugging Face's names.</param>
    /// <param name="config">The model's <c>config.json</c>.</param>
    /// <param name="tokenizer">The tokenizer's parts.</param>
    /// <param name="options">The type to write and the model's name.</param>
    /// <param name="cancellationToken">Stops the writing; the old file is then untouched.</param>
    /// <exception cref="DemurException">llama.cpp would compute the model otherwise than its configuration says, a tensor does not belong to its family, or the file cannot be written.</exception>
    /// <exception cref="ArgumentException">The options ask for a type that is not written.</exception>
    public static void Write(string path, ITensorSource tensors, JsonObject config, GgufTokenizer tokenizer, GgufOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(tokenizer);
        options ??= new GgufOptions();
        if (options.Type is not (TensorType.F32 or TensorType.F16 or TensorType.Q80))
        {
            throw new ArgumentException($"A GGUF file is written in F32, F16 or Q80, not in {options.Type}.", nameof(options));
        }

        var model = new GgufConfigWriter(config);
        var entries = new List<(string Key, object Value)> { (GgufKeys.Architecture, model.Family.Architecture), ("general.type", "model"), (GgufKeys.Name, options.Name) };
        entries.AddRange(model.Write());
        entries.Add((GgufKeys.FileType, options.Type switch { TensorType.F32 => 0, TensorType.F16 => 1, _ => 7 }));
        entries.Add((GgufKeys.QuantisationVersion, 2));
        entries.AddRange(GgufTokenizerWriter.Write(tokenizer, model.VocabularySize));
        var plans = new GgufPlanner(tensors, model, options.Type).Plan();
        AtomicFile.Write(path, stream => Write(stream, tensors, entries, plans, model.FrequencyDivisors, cancellationToken));
    }

    private static void Write(
        Stream stream, ITensorSource tensors, List<(string Key, object Value)> entries, IReadOnlyList<GgufPlan> plans, float[]? divisors, CancellationToken cancellationToken)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var output = new GgufOutput(writer);
        output.Start(plans.Count + (divisors is null ? 0 : 1), entries.Count);
        entries.ForEach(entry => output.Entry(entry.Key, entry.Value));
        var offset = 0L;
        if (divisors is not null)
        {
            output.Tensor(GgufKeys.FrequencyFactors, TensorType.F32, [divisors.Length], offset);
            offset = Aligned(divisors.Length * sizeof(float));
        }

        foreach (var plan in plans)
        {
            output.Tensor(plan.Name, plan.Type, plan.Shape, offset);
            offset = Aligned(offset + plan.ByteCount);
        }

        output.Pad();
        if (divisors is not null)
        {
            writer.Flush();
            TensorStream.Write(stream, TensorType.F32, divisors);
            output.Pad();
        }

        foreach (var plan in plans)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Flush();
            WriteValues(stream, tensors, plan);
            output.Pad();
        }
    }

    private static long Aligned(long offset) => (offset + GgufOutput.Alignment - 1) / GgufOutput.Alignment * GgufOutput.Alignment;

    private static void WriteValues(Stream stream, ITensorSource tensors, GgufPlan plan)
    {
        foreach (var source in plan.Sources)
        {
            var info = tensors.Tensors[source];
            var values = new float[info.Count];
            tensors.Read(source, values);
            if (plan.PairedHeads > 0)
            {
                values = Interleaved(values, info, plan.PairedHeads);
            }

            if (plan.Shift != 0)
            {
                TensorPrimitives.Add(values, plan.Shift, values);
            }

            TensorStream.Write(stream, plan.Type, values);
        }
    }

    private static float[] Interleaved(float[] values, TensorInfo info, int heads)
    {
        var view = new TensorView(info, 0, 0) { PairedHeads = heads };
        var rowLength = values.Length / (int)view.RowCount;
        var stored = new float[values.Length];
        for (var row = 0; row < view.RowCount; row++)
        {
            values.AsSpan(row * rowLength, rowLength).CopyTo(stored.AsSpan((int)view.StoredRow(row) * rowLength));
        }

        return stored;
    }
}
