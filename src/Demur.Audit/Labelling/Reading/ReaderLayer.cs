using System.Numerics.Tensors;

namespace Demur.Audit.Labelling.Reading;

/// <summary>One layer of a BERT encoder (Devlin et al. 2019, arXiv 1810.04805, section 3): self-attention, then a feed-forward part, each added to its input and normalized.</summary>
internal sealed class ReaderLayer
{
    private readonly ReaderShape _shape;
    private readonly PackedMatrix _projections;
    private readonly PackedMatrix _output;
    private readonly ReaderNorm _attentionNorm;
    private readonly PackedMatrix _widen;
    private readonly PackedMatrix _narrow;
    private readonly ReaderNorm _outputNorm;

    /// <summary>Makes layer <paramref name="layer"/> of stored weights.</summary>
    public ReaderLayer(ReaderShape shape, ReaderWeights weights, int layer)
    {
        var name = $"layers.{layer}.";
        _shape = shape;
        _projections = new PackedMatrix(
            [.. weights[name + "query.weight"], .. weights[name + "key.weight"], .. weights[name + "value.weight"]],
            [.. weights[name + "query.bias"], .. weights[name + "key.bias"], .. weights[name + "value.bias"]],
            shape.Width);
        _output = new PackedMatrix(weights[name + "output.weight"], weights[name + "output.bias"], shape.Width);
        _attentionNorm = new ReaderNorm(weights[name + "attention_norm.weight"], weights[name + "attention_norm.bias"]);
        _widen = new PackedMatrix(weights[name + "widen.weight"], weights[name + "widen.bias"], shape.Width);
        _narrow = new PackedMatrix(weights[name + "narrow.weight"], weights[name + "narrow.bias"], shape.Inner);
        _outputNorm = new ReaderNorm(weights[name + "output_norm.weight"], weights[name + "output_norm.bias"]);
    }

    /// <summary>Applies the layer to the states of a workspace.</summary>
    public void Apply(ReaderWorkspace workspace, int tokens)
    {
        var states = workspace.States.AsSpan(0, tokens * _shape.Width);
        _projections.Apply(workspace.States, tokens, workspace.Projected);
        for (var head = 0; head < _shape.Heads; head++)
        {
            Attend(workspace, tokens, head);
        }

        _output.Apply(workspace.Mixed, tokens, workspace.Added);
        TensorPrimitives.Add(states, workspace.Added.AsSpan(0, states.Length), states);
        _attentionNorm.Apply(states);

        _widen.Apply(workspace.States, tokens, workspace.Widened);
        Gelu.Apply(workspace.Widened.AsSpan(0, tokens * _shape.Inner));
        _narrow.Apply(workspace.Widened, tokens, workspace.Added);
        TensorPrimitives.Add(states, workspace.Added.AsSpan(0, states.Length), states);
        _outputNorm.Apply(states);
    }

    private void Attend(ReaderWorkspace workspace, int tokens, int head)
    {
        var (width, stride) = (_shape.HeadWidth, 3 * _shape.Width);
        var columns = ReaderWorkspace.Panels(tokens);
        var queries = workspace.Projected.AsSpan(head * width);
        LayOutKeys(workspace, tokens, head);
        LayOutValues(workspace, tokens, head);

        PackedMatrix.Multiply(queries, stride, tokens, workspace.Keys, width, columns, workspace.Scores, columns);
        for (var token = 0; token < tokens; token++)
        {
            var scores = workspace.Scores.AsSpan(token * columns, tokens);
            TensorPrimitives.Multiply(scores, 1 / MathF.Sqrt(width), scores);

            // SoftMax does not guard itself against large scores.
            TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
            TensorPrimitives.SoftMax(scores, scores);
        }

        PackedMatrix.Multiply(workspace.Scores, columns, tokens, workspace.Values, tokens, width, workspace.Mixed.AsSpan(head * width), _shape.Width);
    }

    private void LayOutKeys(ReaderWorkspace workspace, int tokens, int head)
    {
        var (width, stride, keys) = (_shape.HeadWidth, 3 * _shape.Width, workspace.Keys);
        for (var token = 0; token < tokens; token++)
        {
            var key = workspace.Projected.AsSpan((token * stride) + _shape.Width + (head * width), width);
            var at = (token / PackedMatrix.PanelWidth * PackedMatrix.PanelWidth * width) + (token % PackedMatrix.PanelWidth);
            foreach (var value in key)
            {
                keys[at] = value;
                at += PackedMatrix.PanelWidth;
            }
        }
    }

    private void LayOutValues(ReaderWorkspace workspace, int tokens, int head)
    {
        var (width, stride) = (_shape.HeadWidth, 3 * _shape.Width);
        for (var token = 0; token < tokens; token++)
        {
            var value = workspace.Projected.AsSpan((token * stride) + (2 * _shape.Width) + (head * width), width);
            for (var first = 0; first < width; first += PackedMatrix.PanelWidth)
            {
                value.Slice(first, PackedMatrix.PanelWidth).CopyTo(workspace.Values.AsSpan((first * tokens) + (token * PackedMatrix.PanelWidth)));
            }
        }
    }
}
