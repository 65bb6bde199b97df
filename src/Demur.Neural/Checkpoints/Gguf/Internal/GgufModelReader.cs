using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Reads the listed tensors and the metadata of a GGUF file as the Hugging Face checkpoint that they were made from.</summary>
internal sealed class GgufModelReader
{
    private const int MostExperts = 4096;

    private readonly MappedFile _file;
    private readonly GgufFields _fields;
    private readonly IReadOnlyList<GgufTensor> _tensors;
    private readonly GgufFamily _family;

    internal GgufModelReader(MappedFile file, GgufFields fields, IReadOnlyList<GgufTensor> tensors)
    {
        _file = file;
        _fields = fields;
        _tensors = tensors;
        var architecture = fields.Architecture;
        _family = GgufFamily.OfArchitecture(architecture, fields.Int($"{architecture}.expert_count") is > 0)
            ?? throw CheckpointError.Invalid(file.Path, GgufKeys.Architecture, $"models of the architecture {CheckpointError.Quote(architecture)} are not read; serve it with llama.cpp or Ollama and give its endpoint.");
    }

    /// <summary>The tensors under Hugging Face's names.</summary>
    internal Dictionary<string, TensorView> Views()
    {
        var views = new Dictionary<string, TensorView>(StringComparer.Ordinal);
        foreach (var tensor in _tensors.Where(tensor => tensor.Name != GgufKeys.FrequencyFactors))
        {
            foreach (var view in ViewsOf(tensor))
            {
                if (!views.TryAdd(view.Info.Name, view))
                {
                    throw Invalid(tensor.Name, $"{CheckpointError.Quote(view.Info.Name)} is stored twice, in this tensor and in another.");
                }
            }
        }

        return views;
    }

    /// <summary>The configuration, in the words of <c>config.json</c>.</summary>
    internal JsonObject Config() => new GgufConfigReader(_file, _fields, _family, _tensors).Read();

    private IEnumerable<TensorView> ViewsOf(GgufTensor tensor)
    {
        var name = GgufName.ParseTheirs(tensor.Name) ?? throw Unknown(tensor);
        var ours = name.ToOurs(_family, name.Expert) ?? throw Unknown(tensor);
        if (name.Expert is not null || !name.Part.EndsWith("_exps", StringComparison.Ordinal))
        {
            return [Arranged(name, new TensorView(new TensorInfo(ours, tensor.Type, ShapeOf(name, tensor)), tensor.Offset, tensor.ByteCount))];
        }

        return tensor.Shape is [> 0 and <= MostExperts, _, _]
            ? Enumerable.Range(0, (int)tensor.Shape[0]).Select(expert => ExpertView(name, tensor, expert))
            : throw Invalid(tensor.Name, $"experts in one tensor have three dimensions, the first up to {MostExperts}.");
    }

    private TensorView ExpertView(GgufName name, GgufTensor tensor, int expert)
    {
        var bytes = tensor.ByteCount / tensor.Shape[0];
        return new TensorView(new TensorInfo(name.ToOurs(_family, expert)!, tensor.Type, tensor.Shape[1..]), tensor.Offset + (expert * bytes), bytes);
    }

    // The gate of a shared expert has one row, which is stored without the dimension of one.
    private static long[] ShapeOf(GgufName name, GgufTensor tensor) =>
        name.Part == "ffn_gate_inp_shexp" && tensor.Shape.Length == 1 ? [1, tensor.Shape[0]] : tensor.Shape;

    private TensorView Arranged(GgufName name, TensorView view)
    {
        if (_family.ShiftedNorms && name.IsNorm && name.Kind == "weight")
        {
            return view.Info.Type == TensorType.F32
                ? view with { Shift = -1 }
                : throw Invalid(view.Info.Name, "norms are stored in F32, and this one is not.");
        }

        if (!_family.PairedRotary || name.Part is not ("attn_q" or "attn_k"))
        {
            return view;
        }

        var heads = Heads(name.Part);
        var rowLength = view.Info.Count / view.RowCount;
        return heads > 0 && view.RowCount % (2L * heads) == 0 && view.RowCount <= int.MaxValue && rowLength % TensorFormat.BlockLength(view.Info.Type) == 0
            ? view with { PairedHeads = heads }
            : throw Invalid(view.Info.Name, $"its {view.RowCount} rows cannot be shared among {heads} heads of an even width.");
    }

    private int Heads(string part)
    {
        var heads = _fields.Int($"{_family.Architecture}.attention.head_count") ?? 0;
        return part == "attn_q" ? heads : _fields.Int($"{_family.Architecture}.attention.head_count_kv") ?? heads;
    }

    private DemurException Unknown(GgufTensor tensor) =>
        Invalid(tensor.Name, $"a model of the architecture {_family.Architecture} has no such tensor, and without knowing it the model cannot be computed.");

    private DemurException Invalid(string name, string what) => CheckpointError.Invalid(_file.Path, $"tensor {CheckpointError.Quote(name)}", what);
}
