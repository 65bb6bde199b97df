using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Decides how each tensor of a Hugging Face checkpoint is stored in a GGUF file.</summary>
internal sealed class GgufPlanner(ITensorSource tensors, GgufConfigWriter config, TensorType matrixType)
{
    private GgufFamily Family => config.Family;

    /// <summary>The tensors to write: what lies outside the blocks first, then block by block.</summary>
    /// <exception cref="DemurException">A tensor is not known in this family, or has another shape than the configuration says.</exception>
    internal IReadOnlyList<GgufPlan> Plan()
    {
        var parts = new Dictionary<string, List<(GgufName Name, TensorInfo Info)>>(StringComparer.Ordinal);
        foreach (var tensor in tensors.Tensors.Values)
        {
            var name = GgufName.ParseOurs(tensor.Name) ?? throw Unknown(tensor);
            var theirs = name.ToTheirs(Family) ?? throw Unknown(tensor);
            if (!parts.TryGetValue(theirs, out var list))
            {
                parts.Add(theirs, list = []);
            }

            list.Add((name, tensor));
        }

        return [.. parts
            .OrderBy(pair => pair.Value[0].Name.Block ?? -1)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => PlanOf(pair.Key, pair.Value))];
    }

    private GgufPlan PlanOf(string theirs, List<(GgufName Name, TensorInfo Info)> parts)
    {
        var (name, info) = parts[0];
        var isExpert = name.Expert is not null;
        parts.Sort((left, right) => (left.Name.Expert ?? 0).CompareTo(right.Name.Expert ?? 0));
        if (isExpert && !parts.Select(part => part.Name.Expert).SequenceEqual(Enumerable.Range(0, config.ExpertCount).Select(expert => (int?)expert)))
        {
            throw Wrong(info, $"the experts 0 to {config.ExpertCount - 1} were expected in this block, and the checkpoint has {parts.Count}");
        }

        if (parts.Find(part => !part.Info.Shape.SequenceEqual(info.Shape)).Info is { } odd)
        {
            throw Wrong(odd, "it has another shape than the other experts of its block");
        }

        // The gate of a shared expert is stored without its dimension of one.
        IReadOnlyList<long> shape = isExpert ? [parts.Count, .. info.Shape] : name.Part == "mlp.shared_expert_gate" ? [info.Count] : info.Shape;
        return new GgufPlan(theirs, TypeOf(name, shape), shape, [.. parts.Select(part => part.Info.Name)])
        {
            PairedHeads = PairedHeads(name, info),
            Shift = Family.ShiftedNorms && name.IsNorm && name.Kind == "weight" ? 1 : 0,
        };
    }

    private TensorType TypeOf(GgufName name, IReadOnlyList<long> shape)
    {
        var isRouter = name.Part is "mlp.gate" or "block_sparse_moe.gate";
        return shape.Count < 2 || isRouter ? TensorType.F32
            : matrixType == TensorType.Q80 && shape[^1] % TensorFormat.BlockLength(TensorType.Q80) != 0 ? TensorType.F16
            : matrixType;
    }

    private int PairedHeads(GgufName name, TensorInfo info)
    {
        if (!Family.PairedRotary || name.Part is not ("self_attn.q_proj" or "self_attn.k_proj"))
        {
            return 0;
        }

        var heads = name.Part == "self_attn.q_proj" ? config.Heads : config.KeyValueHeads;
        return info.Shape.Count > 0 && info.Shape[0] == (long)heads * config.HeadWidth && config.HeadWidth % 2 == 0
            ? heads
            : throw Wrong(info, $"it should have {heads} heads of {config.HeadWidth} rows, an even number, and has {(info.Shape.Count > 0 ? info.Shape[0] : 1)} rows");
    }

    private DemurException Unknown(TensorInfo tensor) => Wrong(tensor, $"a GGUF file of the architecture {Family.Architecture} has no place for it");

    private static DemurException Wrong(TensorInfo tensor, string what) =>
        new($"The model cannot be written as a GGUF file: tensor {CheckpointError.Quote(tensor.Name)}: {what}.");
}
