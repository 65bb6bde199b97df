using Demur.Progress;

namespace Demur.Reproduction;

/// <summary>One run of a reproduction: hands out seeds and data, and takes the measured figures. Used from one thread at a time.</summary>
public sealed class ReproductionRun
{
    private readonly ReproductionContext _context;
    private readonly IReadOnlyList<ReproductionClaim> _claims;
    private readonly Dictionary<string, ReproductionCheck> _checks = new(StringComparer.Ordinal);

    internal ReproductionRun(ReproductionContext context, IReadOnlyList<ReproductionClaim> claims)
    {
        _context = context;
        _claims = claims;
        Seeds = [.. Enumerable.Range(context.Seed, context.Seeds)];
    }

    /// <summary>The seeds to run over, where something is random.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>Where the optional research data lies.</summary>
    public DataLocator Data => _context.Data;

    /// <summary>Records a claim's figure where nothing is random.</summary>
    /// <param name="id">The claim's identifier.</param>
    /// <param name="value">The figure.</param>
    public void Measure(string id, double value) => Measure(id, [value]);

    /// <summary>Records a claim's figure for every seed; their mean is held against the threshold.</summary>
    /// <param name="id">The claim's identifier.</param>
    /// <param name="values">The figures, in the order of the seeds.</param>
    public void Measure(string id, IReadOnlyList<double> values) => _checks[id] = ReproductionCheck.Of(Claim(id), values);

    /// <summary>Records that a claim cannot be measured on this machine.</summary>
    /// <param name="id">The claim's identifier.</param>
    /// <param name="reason">Why not, and what to do about it.</param>
    public void Skip(string id, string reason) => _checks[id] = ReproductionCheck.NotRun(Claim(id), reason);

    /// <summary>Reports progress.</summary>
    /// <param name="stage">What is being done.</param>
    /// <param name="done">The steps done.</param>
    /// <param name="total">The steps there are.</param>
    public void Report(string stage, long done, long total) =>
        _context.Progress?.Report(new ProgressEvent { Stage = stage, Done = done, Total = total });

    internal void SkipUnmeasured(string reason) => SkipUnmeasured(_claims, reason);

    internal void SkipUnmeasured(IReadOnlyList<ReproductionClaim> claims, string reason)
    {
        foreach (var claim in claims.Where(claim => !_checks.ContainsKey(claim.Id)))
        {
            Skip(claim.Id, reason);
        }
    }

    internal IReadOnlyList<ReproductionCheck> Checks() =>
    [
        .. _claims.Select(claim => _checks.GetValueOrDefault(claim.Id)
            ?? throw new InvalidOperationException($"The reproduction ended without a figure for its claim {claim.Id}.")),
    ];

    private ReproductionClaim Claim(string id) => _claims.FirstOrDefault(claim => claim.Id == id)
        ?? throw new ArgumentException($"The reproduction states no claim '{id}'.", nameof(id));
}
