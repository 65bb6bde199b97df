using Demur.Neural.Checkpoints;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>
/// A capture that goes to disk as it is made, for more values than memory holds: one vector a selected token, in the order of forwards, rows and
/// positions. <see cref="Complete"/> puts them together as safetensors, a tensor [selected, ..] for each place and <c>index</c> [selected, 3]
/// that names forward, row and position in the row's text of each vector. Disposing it before that leaves no file.
/// </summary>
public sealed class FileCapture : Intervention, IDisposable
{
    /// <summary>The tensor that tells which token each vector belongs to.</summary>
    public const string IndexName = "index";

    private readonly Lock _gate = new();
    private readonly CaptureParts _parts;
    private readonly Dictionary<string, long> _forwards = new(StringComparer.Ordinal);
    private string? _first;

    private FileCapture(string path, IEnumerable<string> patterns, Where? where, TensorType type)
        : base(patterns, where)
    {
        _parts = new CaptureParts(path, type);
    }

    /// <summary>How many tokens were kept at a place; 0 where none was.</summary>
    /// <param name="name">The place.</param>
    public long Count(string name)
    {
        lock (_gate)
        {
            return _parts.Count(name);
        }
    }

    /// <summary>Plans a capture. All places have to be passed in the same forwards.</summary>
    /// <param name="path">The file that <see cref="Complete"/> writes; until then the values lie in a folder beside it.</param>
    /// <param name="patterns">Names or patterns of the places; attention patterns, whose width changes with the text, are not among them.</param>
    /// <param name="where">The tokens; null for all. Padding is never kept.</param>
    /// <param name="type">The element type in the file: 32-bit, the default, or one of the two halves.</param>
    /// <exception cref="DemurException">The type is another one.</exception>
    public static FileCapture At(string path, IEnumerable<string> patterns, Where? where = null, TensorType type = TensorType.F32)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return type is TensorType.F32 or TensorType.F16 or TensorType.BF16
            ? new FileCapture(path, patterns, where, type)
            : throw new DemurException(ErrorCode.Usage, $"A capture is kept in F32, F16 or BF16, not in {type}.");
    }

    /// <summary>Writes the file and forgets what lay beside it; the capture takes in nothing more.</summary>
    /// <param name="metadata">Texts to keep in the file, such as the hash of the model; null for none.</param>
    /// <exception cref="DemurException">Nothing was captured, places differ in how much they saw, or the file cannot be written.</exception>
    public void Complete(IReadOnlyDictionary<string, string>? metadata = null)
    {
        lock (_gate)
        {
            _parts.Assemble(metadata ?? new Dictionary<string, string>(StringComparer.Ordinal));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _parts.Dispose();
        }
    }

    /// <inheritdoc/>
    protected internal override void Check(CausalLm model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (Patterns.SelectMany(model.Hooks.Match).FirstOrDefault(point => point.Kind == HookKind.Pattern) is { } pattern)
        {
            throw new DemurException(ErrorCode.Usage, $"{pattern.Name} is as wide as the text is long, which one tensor in a file cannot hold; capture it in memory.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor? Apply(HookSite site, Tensor value) => throw new NotSupportedException();

    internal override Tensor Visit(HookSite site, Tensor value, HookSelection selection, HookRun run)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var rows = value.detach().flatten(0, 1);
        var chosen = selection.Indices is null ? rows : rows.index_select(0, selection.Indices);
        lock (_gate)
        {
            var name = site.Point.Name;
            var forward = _forwards[name] = _forwards.GetValueOrDefault(name, -1) + 1;
            _parts.Append(name, chosen);
            _first ??= name;
            if (name == _first)
            {
                _parts.AppendIndex(Places(site, selection, forward));
            }
        }

        return value;
    }

    /// <summary>Forward, row and position of each selected token.</summary>
    private static long[] Places(HookSite site, HookSelection selection, long forward)
    {
        var wanted = selection.Indices?.data<long>().ToArray().ToHashSet();
        var places = new List<long>(selection.Count * 3);
        for (var row = 0; row < site.Batch; row++)
        {
            var position = site.Start(row);
            for (var column = 0; column < site.Length; column++)
            {
                if (wanted is null || wanted.Contains(((long)row * site.Length) + column))
                {
                    places.AddRange([forward, row, position]);
                }

                position += site.IsReal(row, column) ? 1 : 0;
            }
        }

        return [.. places];
    }
}
