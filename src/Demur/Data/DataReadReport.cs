namespace Demur.Data;

/// <summary>What a reading did: filled in while the rows are enumerated, complete when the enumeration ends. One report serves one reading at a time.</summary>
public sealed class DataReadReport
{
    /// <summary>How many errors are kept; later ones are only counted.</summary>
    public const int KeptErrors = 20;

    private readonly List<BrokenRow> _firstErrors = [];

    /// <summary>The format that was read, once the file is open.</summary>
    public DataFormat? Format { get; internal set; }

    /// <summary>Whether the file was gzipped.</summary>
    public bool IsCompressed { get; internal set; }

    /// <summary>The rows handed out and not rejected since.</summary>
    public long RowsRead { get; internal set; }

    /// <summary>The rows left out under <see cref="BrokenRowPolicy.SkipAndCount"/>.</summary>
    public long RowsSkipped { get; private set; }

    /// <summary>The first <see cref="KeptErrors"/> errors, in file order.</summary>
    public IReadOnlyList<BrokenRow> FirstErrors => _firstErrors;

    internal void Skip(BrokenRow row)
    {
        RowsSkipped++;
        if (_firstErrors.Count < KeptErrors)
        {
            _firstErrors.Add(row);
        }
    }
}
