using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>A direction or subspace of the residual stream, with where it was found and how. Immutable; holds no native memory.</summary>
public sealed record Direction
{
    private readonly float[][] _vectors;

    /// <summary>Creates a direction from vectors.</summary>
    /// <param name="vectors">One vector, or several that span a subspace; all of one width.</param>
    /// <param name="hook">Where the values were read, such as <c>blocks.10.resid_pre</c>.</param>
    /// <exception cref="DemurException">There is no vector, widths differ, a number is not finite or a vector is zero.</exception>
    public Direction(IReadOnlyList<float[]> vectors, string hook)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentException.ThrowIfNullOrEmpty(hook);
        if (vectors.Count == 0 || vectors[0].Length == 0 || vectors.Any(vector => vector.Length != vectors[0].Length))
        {
            throw new DemurException("A direction needs at least one vector, all of the same width.");
        }

        if (vectors.Any(vector => !vector.All(float.IsFinite) || vector.All(value => value == 0)))
        {
            throw new DemurException("A direction's vectors must be finite and not zero; were the two groups of prompts the same?");
        }

        _vectors = [.. vectors.Select(vector => vector.ToArray())];
        Hook = hook;
    }

    /// <summary>The place where the values were read.</summary>
    public string Hook { get; }

    /// <summary>The number of vectors.</summary>
    public int Rank => _vectors.Length;

    /// <summary>The width of the stream.</summary>
    public int Width => _vectors[0].Length;

    /// <summary>The block of <see cref="Hook"/>; null for places outside the blocks.</summary>
    public int? Layer => Hook.Split('.') is ["blocks", var layer, ..] && int.TryParse(layer, out var number) ? number : null;

    /// <summary>Which token was read, in words such as <c>last of prompt</c>; empty when not said.</summary>
    public string Position { get; init; } = "";

    /// <summary>How it was estimated, such as <c>difference of means</c>; empty when not said.</summary>
    public string Estimator { get; init; } = "";

    /// <summary><see cref="CausalLm.ContentHash"/> of the model; empty when not said.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>A hash of the chat template; empty when not said.</summary>
    public string TemplateHash { get; init; } = "";

    /// <summary>A hash of the prompts; empty when not said.</summary>
    public string PromptHash { get; init; } = "";

    /// <summary>Figures of merit by name, such as the refusal score under ablation.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The vectors, as they were given.</summary>
    public IReadOnlyList<IReadOnlyList<float>> Vectors => _vectors;

    /// <summary>The difference of the means of two groups.</summary>
    /// <param name="toward">Values of the group that the direction points to, [count, width].</param>
    /// <param name="from">Values of the other group, [count, width].</param>
    /// <param name="hook">Where the values were read.</param>
    public static Direction BetweenMeans(Tensor toward, Tensor from, string hook)
    {
        ArgumentNullException.ThrowIfNull(toward);
        ArgumentNullException.ThrowIfNull(from);
        using var scope = NewDisposeScope();
        var difference = toward.detach().to(ScalarType.Float64).mean([0]) - from.detach().to(ScalarType.Float64).mean([0]);
        return new Direction([difference.to(ScalarType.Float32).cpu().data<float>().ToArray()], hook) { Estimator = "difference of means" };
    }

    /// <summary>The direction between two of a row that was found layer by layer: 1.5 is halfway from the second to the third.</summary>
    /// <param name="row">Directions of rank 1 in the order of their layers.</param>
    /// <param name="index">A place in the row, from 0; between two places both count by nearness.</param>
    /// <exception cref="DemurException">The row is empty, the index lies outside, or a member has a higher rank.</exception>
    public static Direction Interpolate(IReadOnlyList<Direction> row, double index)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Any(direction => direction.Rank != 1) || !(index >= 0 && index <= row.Count - 1))
        {
            throw new DemurException($"Between {row.Count} directions an index from 0 to {row.Count - 1} can be taken, found {index}; all must be of rank 1.");
        }

        var lower = row[(int)Math.Floor(index)];
        var upper = row[(int)Math.Ceiling(index)];
        var share = (float)(index - Math.Floor(index));
        var between = lower._vectors[0].Zip(upper._vectors[0], (low, high) => ((1 - share) * low) + (share * high)).ToArray();
        return new Direction([between], share < 0.5 ? lower.Hook : upper.Hook) { Estimator = $"interpolated at {index}", ModelHash = lower.ModelHash, Position = lower.Position };
    }

    /// <summary>How far values reach along the direction: [.., width] to [.., rank], in units of the values.</summary>
    /// <param name="values">Values of the stream.</param>
    /// <returns>Coordinates in <see cref="Basis"/>; the caller's.</returns>
    public Tensor Project(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireWidth((int)values.shape[^1]);
        using var scope = NewDisposeScope();
        return values.matmul(Basis(values.dtype, values.device).t()).MoveToOuterDisposeScope();
    }

    /// <summary>The cosine with another direction; for subspaces that of the smallest angle between them.</summary>
    /// <param name="other">The other one, of the same width.</param>
    /// <returns>From -1 to 1 for single directions, from 0 to 1 for subspaces.</returns>
    public double Cosine(Direction other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.RequireWidth(Width);
        using var scope = NewDisposeScope();
        var overlap = Basis(ScalarType.Float64, CPU).matmul(other.Basis(ScalarType.Float64, CPU).t());
        return Rank == 1 && other.Rank == 1 ? overlap.item<double>() : linalg.svdvals(overlap).max().item<double>();
    }

    /// <summary>Writes the direction out of all weights that write into the stream, for good: embedding, attention outputs and feed-forward outputs. The same as ablating it everywhere.</summary>
    /// <param name="model">The model to change; one with tied embeddings is untied first (<see cref="CausalLm.Untie"/>).</param>
    /// <exception cref="DemurException">The family norms these outputs before they are added, so that no weights equal the ablation.</exception>
    public void Orthogonalize(CausalLm model) => new WeightOrthogonalizer(this).Apply(model);

    /// <summary>Writes the vectors as safetensors, everything else as its metadata.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    public void Save(string path) => DirectionFormat.Save(this, path);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DemurException">The file is no direction.</exception>
    public static Direction Load(string path) => DirectionFormat.Load(path);

    /// <summary>An orthonormal basis, [rank, width]; for a single direction its unit vector, sign kept. The caller's.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="device">Where it lives.</param>
    public Tensor Basis(ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        var rows = tensor(_vectors.SelectMany(vector => vector).ToArray(), [Rank, Width]).to(ScalarType.Float64);
        var basis = Rank == 1 ? rows / rows.norm() : linalg.qr(rows.t()).Q.t();
        return basis.to(type).to(device).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>The vector of a single direction with its own length, [width]. The caller's.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="device">Where it lives.</param>
    public Tensor Vector(ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        return tensor(_vectors[0]).to(type).to(device).MoveToOuterDisposeScope();
    }

    internal void RequireWidth(int width)
    {
        if (width != Width)
        {
            throw new DemurException($"The direction is {Width} wide and the values are {width}; it belongs to another model.");
        }
    }
}
