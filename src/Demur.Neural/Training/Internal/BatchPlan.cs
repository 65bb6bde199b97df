namespace Demur.Neural.Training.Internal;

/// <summary>Which rows each forward gets: a function of the seed and the forward's number alone, so that a position in the data is one number.</summary>
internal sealed class BatchPlan
{
    private readonly int[] _lengths;
    private readonly TrainerOptions _options;
    private readonly int _batchesPerPass;
    private int[][] _batches = [];
    private int _pass = -1;

    public BatchPlan(IReadOnlyList<TrainingSequence> sequences, TrainerOptions options)
    {
        _lengths = [.. sequences.Select(sequence => sequence.Length)];
        _options = options;
        _batchesPerPass = (_lengths.Length + options.BatchSize - 1) / options.BatchSize;
    }

    /// <summary>The rows of a forward.</summary>
    public int[] this[long forward]
    {
        get
        {
            var pass = (int)(forward / _batchesPerPass);
            if (pass != _pass)
            {
                _batches = Cut(pass);
                _pass = pass;
            }

            return _batches[forward % _batchesPerPass];
        }
    }

    private int[][] Cut(int pass)
    {
        var random = new SplitMix(_options.Seed, pass);
        var rows = Enumerable.Range(0, _lengths.Length).ToArray();
        random.Shuffle<int>(rows);
        var batches = rows.Chunk(_options.BatchSize * _options.BucketBatches)
            .SelectMany(bucket => bucket.OrderBy(row => _options.BucketBatches > 1 ? _lengths[row] : 0).Chunk(_options.BatchSize))
            .ToArray();
        random.Shuffle<int[]>(batches);
        return batches;
    }
}
