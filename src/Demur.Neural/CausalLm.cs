using Demur.Neural.Checkpoints;
using Demur.Neural.Decoding;
using Demur.Neural.Decoding.Lanes;
using Demur.Neural.Decoding.Single;
using Demur.Neural.Hooks;
using Demur.Neural.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Linear = Demur.Neural.Decoding.Linear;
using Tensor = TorchSharp.torch.Tensor;

namespace Demur.Neural;

/// <summary>
/// A decoder language model of the Llama family and its relatives. Weights bear Hugging Face names. Forwards may run at the same time on
/// several threads while nobody writes weights; each uses its own cache.
/// </summary>
public sealed partial class CausalLm : IDisposable
{
    private readonly WeightRegistry _weights;
    private readonly Parameter _embedding;
    private Parameter? _head;
    private readonly DecoderBlock[] _blocks;
    private readonly RmsNorm _norm;
    private readonly RopeTable _rope;
    private readonly RopeTable _localRope;
    private readonly Dictionary<string, ModelTensor> _tensors;
    private readonly Linear[] _linears;
    private readonly MoeMlp[] _experts;
    private readonly bool _fitsSteps;
    private readonly bool _fitsLanes;
    private StepDecoder? _steps;
    private LaneDecoder? _lanes;

    private CausalLm(ModelConfig config, ScalarType type, Device device, ulong? seed, bool planOnly = false)
    {
        TorchRuntime.EnsureLoaded();
        Config = config;
        Type = type;
        Device = device;
        _weights = new WeightRegistry(type, device, seed, planOnly);
        _embedding = _weights.Add("model.embed_tokens.weight", [config.VocabularySize, config.Width], config.InitialDeviation);
        _blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => new DecoderBlock(_weights, layer, config))];
        _norm = new RmsNorm(_weights, "model.norm", config.Width, config);
        _head = config.TiedEmbeddings ? null : _weights.Add("lm_head.weight", [config.VocabularySize, config.Width], config.InitialDeviation);
        var rotary = config.RotaryWidth > 0 ? config.RotaryWidth : config.HeadWidth;
        _rope = new RopeTable(config.Rope, rotary, config.ContextLength, type, device);
        _localRope = config.LocalRope is { } local ? new RopeTable(local, rotary, config.ContextLength, type, device) : _rope;
        _tensors = Parameters.SelectMany(parameter => parameter.Tensors).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        Hooks = new ModelHooks(this);
        _linears = [.. _blocks.SelectMany(block => block.Linears)];
        _fitsSteps = StepDecoder.Fits(this);
        _fitsLanes = LaneDecoder.Fits(this);
        _experts = [.. _blocks.Select(block => block.Experts).OfType<MoeMlp>()];
        Linears = _linears.SelectMany(linear => linear.Parts).Concat(_experts.SelectMany(layer => layer.ExpertParts)).ToDictionary(part => part.Name, StringComparer.Ordinal);
    }

    /// <summary>The shape of the model.</summary>
    public ModelConfig Config { get; private set; }

    /// <summary>The places where values can be read and rewritten, and what is in force there.</summary>
    public ModelHooks Hooks { get; }

    /// <summary>The element type of weights and activations.</summary>
    public ScalarType Type { get; }

    /// <summary>Where the weights live.</summary>
    public Device Device { get; }

    /// <summary>What an optimiser updates, in the order of the model; gradients are off until <c>requires_grad</c> is set.</summary>
    public IReadOnlyList<ModelParameter> Parameters => _weights.Parameters;

    /// <summary>Every tensor of the checkpoint by its Hugging Face name.</summary>
    public IReadOnlyDictionary<string, ModelTensor> Tensors => _tensors;

    /// <summary>The linear maps of all blocks by module name, routers and each routed expert's own included: what adapters are put on.</summary>
    public IReadOnlyDictionary<string, LinearPart> Linears { get; }

    /// <summary>The number of weights.</summary>
    public long ParameterCount => Parameters.Sum(parameter => parameter.Value.numel());

    /// <summary>Makes a model with fresh weights: normal with deviation <see cref="ModelConfig.InitialDeviation"/>, those that write into the stream divided by the root of twice the layers; norms neutral, biases zero.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="seed">The seed; same seed, same weights.</param>
    /// <param name="type">The element type; 32-bit floats by default.</param>
    /// <param name="device">Where the model lives; the processor by default.</param>
    /// <returns>The model; the caller disposes it.</returns>
    public static CausalLm Create(ModelConfig config, ulong seed, ScalarType type = ScalarType.Float32, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        TorchRuntime.EnsureLoaded();
        return new CausalLm(config, type, device ?? CPU, seed);
    }

    /// <summary>Loads a model.</summary>
    /// <param name="source">The checkpoint's tensors; stays the caller's and may be disposed afterwards.</param>
    /// <param name="config">The shape.</param>
    /// <param name="type">The element type to compute in, whatever the file holds; 32-bit floats by default.</param>
    /// <param name="device">Where the model lives; the processor by default.</param>
    /// <param name="name">What errors call the checkpoint.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="DemurException">Tensors are missing, mis-shaped or unknown; the message lists them.</exception>
    public static CausalLm Load(ITensorSource source, ModelConfig config, ScalarType type = ScalarType.Float32, Device? device = null, string name = "The checkpoint")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(config);
        TorchRuntime.EnsureLoaded();
        var loader = new WeightLoader(source, name);
        loader.RequirePlausible(config);
        using (var plan = new CausalLm(config, type, CPU, seed: null, planOnly: true))
        {
            loader.Compare(plan);
        }

        var model = new CausalLm(config, type, device ?? CPU, seed: null);
        try
        {
            loader.Fill(model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Computes logits.</summary>
    /// <param name="ids">Token ids as 64-bit integers, [batch, position].</param>
    /// <param name="cache">What was read before; extended by these tokens.</param>
    /// <param name="mask">One for tokens and zero for padding, [batch, position]; null for no padding.</param>
    /// <returns>Logits, [batch, position, vocabulary]; the caller's.</returns>
    public Tensor Forward(Tensor ids, KvCache? cache = null, Tensor? mask = null) => Forward(ids, new ForwardOptions { Cache = cache, Mask = mask });

    /// <summary>Computes what the options ask for.</summary>
    /// <param name="ids">Token ids as 64-bit integers, [batch, position].</param>
    /// <param name="options">Cache, padding, where logits are wanted, where to stop.</param>
    /// <returns>Logits, or the stream where the options stop early; the caller's.</returns>
    /// <exception cref="DemurException">The ids have another shape or lie outside the vocabulary, or the cache belongs to another batch or model.</exception>
    public Tensor Forward(Tensor ids, ForwardOptions options)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(options);
        if (ids.dim() != 2 || ids.shape[1] == 0)
        {
            throw new DemurException($"Token ids are [{string.Join(", ", ids.shape)}], expected [batch, position] with at least one position.");
        }

        if (Steps(ids, options))
        {
            return Step(ids, options);
        }

        using var scope = NewDisposeScope();
        RequireKnown(ids);
        var embedded = _embedding.index_select(0, ids.reshape(-1)).view(ids.shape[0], ids.shape[1], Config.Width);
        return Run(embedded, options).MoveToOuterDisposeScope();
    }

    /// <summary>Computes from embeddings instead of token ids, for example to take gradients with respect to them.</summary>
    /// <param name="embeddings">Rows of the embedding matrix or what stands in their place, before any scaling, [batch, position, width].</param>
    /// <param name="options">Cache, padding, where logits are wanted, where to stop.</param>
    /// <returns>Logits, or the stream where the options stop early; the caller's.</returns>
    public Tensor ForwardEmbeddings(Tensor embeddings, ForwardOptions options)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(options);
        using var scope = NewDisposeScope();
        return Run(embeddings, options).MoveToOuterDisposeScope();
    }

    /// <summary>Puts interventions in force, in the order given and after those already open, until the returned scope is disposed.</summary>
    /// <remarks>Only the present flow of execution sees them: two conversations at once do not meet. See <see cref="ModelHooks.Ambient"/> for iterators.</remarks>
    /// <param name="interventions">What to read and rewrite.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="DemurException">A pattern matches nothing, or a head, expert or direction does not fit the model.</exception>
    public HookScope With(params IReadOnlyList<Intervention> interventions)
    {
        ArgumentNullException.ThrowIfNull(interventions);
        return Hooks.Open(interventions);
    }

    /// <summary>Gives a model with tied embeddings a head of its own, a copy of the embedding, so that the one can change without the other; others stay as they are.</summary>
    public void Untie()
    {
        if (_head is not null)
        {
            return;
        }

        _head = _weights.Add("lm_head.weight", [Config.VocabularySize, Config.Width], 0);
        using var quiet = no_grad();
        _ = _head.copy_(_embedding);
        var tensor = Parameters[^1].Tensors[0];
        _tensors.Add(tensor.Name, tensor);
        Config = Config with { TiedEmbeddings = false };
        _steps = null;
        _lanes = null;
    }

    /// <summary>The weights under their checkpoint names, for writers of files; valid while the model lives and is not written to.</summary>
    public ITensorSource AsTensorSource() => new ModelTensorSource(this);

    /// <summary>A SHA-256 over configuration and weights, in hexadecimal: which model a direction, a probe or a report belongs to.</summary>
    public string ContentHash() => ModelTensorSource.Hash(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _rope.Dispose();
        if (!ReferenceEquals(_rope, _localRope))
        {
            _localRope.Dispose();
        }
    }
}
