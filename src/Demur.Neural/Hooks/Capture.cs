using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>
/// Keeps what a model computes at chosen places and tokens. Kept tensors are copies that take part in no gradient and in no dispose scope;
/// they live until the capture is cleared or disposed. It sees what the interventions before it in the same scope have made of a value.
/// </summary>
public sealed class Capture : Intervention, IDisposable
{
    private readonly Reduction _reduction;
    private readonly ScalarType? _type;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Tensor>> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunningMoments> _moments = new(StringComparer.Ordinal);

    private Capture(IEnumerable<string> patterns, Where? where, Reduction reduction, ScalarType? type)
        : base(patterns, where)
    {
        _reduction = reduction;
        _type = type;
    }

    /// <summary>The places at which something was kept, in ordinal order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _kept.Keys.Concat(_moments.Keys).Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>
    /// What the last forward left at a place: [batch, position, ..] where all tokens were selected (padding included), else [selected, ..],
    /// row by row; with <see cref="Reduction.RowMean"/> [batch, ..]; with running reductions the mean. The tensor stays the capture's.
    /// </summary>
    /// <param name="name">The place.</param>
    /// <exception cref="DemurException">Nothing was kept there.</exception>
    public Tensor this[string name] => _reduction is Reduction.RunningMean or Reduction.RunningCovariance ? Mean(name) : All(name)[^1];

    /// <summary>Plans a capture.</summary>
    /// <param name="pattern">Name or pattern of the places.</param>
    /// <param name="where">The tokens; null for all.</param>
    /// <param name="reduction">What is kept of them; the values by default.</param>
    /// <param name="type">The element type of kept values; null for the model's own. Running reductions keep 64 bits.</param>
    public static Capture At(string pattern, Where? where = null, Reduction reduction = Reduction.None, ScalarType? type = null) => new([pattern], where, reduction, type);

    /// <summary>Plans a capture at several places.</summary>
    /// <param name="patterns">Names or patterns of the places.</param>
    /// <param name="where">The tokens; null for all.</param>
    /// <param name="reduction">What is kept of them; the values by default.</param>
    /// <param name="type">The element type of kept values; null for the model's own. Running reductions keep 64 bits.</param>
    public static Capture At(IEnumerable<string> patterns, Where? where = null, Reduction reduction = Reduction.None, ScalarType? type = null) => new(patterns, where, reduction, type);

    /// <summary>What each forward left at a place, oldest first; the tensors stay the capture's.</summary>
    /// <param name="name">The place.</param>
    /// <exception cref="DemurException">Nothing was kept there.</exception>
    public IReadOnlyList<Tensor> All(string name)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(name, out var kept) ? [.. kept] : throw Nothing(name);
        }
    }

    /// <summary>The running mean at a place, 64 bits, values flattened to one dimension; the tensor stays the capture's.</summary>
    /// <param name="name">The place.</param>
    /// <exception cref="DemurException">Nothing was kept there.</exception>
    public Tensor Mean(string name)
    {
        lock (_gate)
        {
            return Moments(name).Mean!;
        }
    }

    /// <summary>The running covariance at a place with divisor count - 1, 64 bits; the caller's.</summary>
    /// <param name="name">The place.</param>
    /// <exception cref="DemurException">Fewer than two tokens were seen there, or covariances were not asked for.</exception>
    public Tensor Covariance(string name)
    {
        lock (_gate)
        {
            return Moments(name).Covariance()
                ?? throw new DemurException($"There is no covariance at {name}: it takes {nameof(Reduction.RunningCovariance)} and at least two tokens; {Moments(name).Count} seen.");
        }
    }

    /// <summary>How many tokens a running reduction has seen at a place; 0 where it has seen none.</summary>
    /// <param name="name">The place.</param>
    public long Count(string name)
    {
        lock (_gate)
        {
            return _moments.TryGetValue(name, out var moments) ? moments.Count : 0;
        }
    }

    /// <summary>
    /// Writes what was kept as safetensors in 32-bit numbers: a tensor for each place, forwards one behind the other along the first dimension,
    /// or <c>PLACE.0</c>, <c>PLACE.1</c>, .. where their shapes differ; running reductions as <c>PLACE.mean</c> and <c>PLACE.covariance</c> with the counts as metadata.
    /// </summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public void Save(string path)
    {
        lock (_gate)
        {
            CaptureFormat.Save(path, _kept.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Tensor>)pair.Value, StringComparer.Ordinal), _moments);
        }
    }

    /// <summary>Forgets and disposes everything kept.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var tensor in _kept.Values.SelectMany(list => list))
            {
                tensor.Dispose();
            }

            foreach (var moments in _moments.Values)
            {
                moments.Dispose();
            }

            _kept.Clear();
            _moments.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    /// <inheritdoc/>
    protected override Tensor? Apply(HookSite site, Tensor value) => throw new NotSupportedException();

    internal override Tensor Visit(HookSite site, Tensor value, HookSelection selection, HookRun run)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var plain = value.detach();
        switch (_reduction)
        {
            case Reduction.None:
                Keep(site.Point.Name, Selected(plain, site, selection));
                break;
            case Reduction.RowMean:
                Keep(site.Point.Name, RowMeans(plain, site, selection));
                break;
            default:
                var chosen = Rows(plain, site);
                Count(site.Point.Name, selection.Indices is null ? chosen : chosen.index_select(0, selection.Indices));
                break;
        }

        return value;
    }

    private static Tensor Selected(Tensor value, HookSite site, HookSelection selection) =>
        selection.All ? value : Rows(value, site).index_select(0, selection.Indices!);

    // [batch * position, ..]; the positions of attention patterns lie behind their heads.
    private static Tensor Rows(Tensor value, HookSite site) =>
        (site.Point.Kind == HookKind.Pattern ? value.transpose(1, 2) : value).flatten(0, 1);

    private static Tensor RowMeans(Tensor value, HookSite site, HookSelection selection)
    {
        var rows = Rows(value, site).unflatten(0, site.Batch, site.Length);
        var mask = selection.Mask ?? ones([site.Batch, site.Length], dtype: ScalarType.Bool, device: value.device);
        var weights = mask.to(ScalarType.Float64) / tensor(selection.Rows.Select(count => Math.Max(1.0, count)).ToArray(), device: value.device).unsqueeze(1);
        var spread = weights.view([site.Batch, site.Length, .. Enumerable.Repeat(1L, (int)rows.dim() - 2)]);
        return (rows.to(ScalarType.Float64) * spread).sum(1).to(value.dtype);
    }

    private void Keep(string name, Tensor value)
    {
        var copy = (_type is { } type ? value.to(type) : value).clone().DetachFromDisposeScope();
        lock (_gate)
        {
            if (!_kept.TryGetValue(name, out var list))
            {
                _kept.Add(name, list = []);
            }

            list.Add(copy);
        }
    }

    private void Count(string name, Tensor vectors)
    {
        lock (_gate)
        {
            if (!_moments.TryGetValue(name, out var moments))
            {
                _moments.Add(name, moments = new RunningMoments(_reduction == Reduction.RunningCovariance));
            }

            moments.Add(vectors.flatten(1));
        }
    }

    private RunningMoments Moments(string name) => _moments.TryGetValue(name, out var moments) ? moments : throw Nothing(name);

    private DemurException Nothing(string name) =>
        new(ErrorCode.UnknownName, $"Nothing was captured at {name}; captured: {(Names.Count == 0 ? "nothing, as no forward has run under the capture or no token was selected" : string.Join(", ", Names.Take(12)))}.");
}
