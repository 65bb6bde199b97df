using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Projects a subspace out of the weights that write into the stream.</summary>
internal sealed class WeightOrthogonalizer(Direction direction)
{
    private static readonly string[] Writers = ["self_attn.o_proj", "mlp.down_proj", "shared_expert.down_proj", "shared_experts.down_proj"];

    public void Apply(CausalLm model)
    {
        ArgumentNullException.ThrowIfNull(model);
        direction.RequireWidth(model.Config.Width);
        if (model.Config.PostNorms)
        {
            throw new DemurException($"{model.Config.Family} norms what attention and feed-forward layers add, so no change of their weights equals the ablation; use the ablation as an intervention.");
        }

        model.Untie();
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var basis = direction.Basis(model.Type, model.Device);
        foreach (var tensor in model.Tensors.Values)
        {
            var view = tensor.View();
            if (tensor.Name == "model.embed_tokens.weight" || IsOutputBias(tensor.Name))
            {
                view.sub_(view.matmul(basis.t()).matmul(basis));
            }
            else if (IsOutput(tensor.Name))
            {
                view.sub_(basis.t().matmul(basis.matmul(view)));
            }
        }
    }

    private static bool IsOutput(string name) =>
        Array.Exists(Writers, writer => name.EndsWith(writer + ".weight", StringComparison.Ordinal))
        || (name.Contains(".experts.", StringComparison.Ordinal) && (name.EndsWith(".down_proj.weight", StringComparison.Ordinal) || name.EndsWith(".w2.weight", StringComparison.Ordinal)));

    private static bool IsOutputBias(string name) => Array.Exists(Writers, writer => name.EndsWith(writer + ".bias", StringComparison.Ordinal));
}
