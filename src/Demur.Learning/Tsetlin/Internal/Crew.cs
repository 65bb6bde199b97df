namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Threads that evaluate the same sections block by block and meet once an example to add up their votes. A crew of one meets nobody.</summary>
internal sealed class Crew(IReadOnlyList<int> sections, int members, int classes)
{
    private readonly int[] _votes = new int[2 * members * classes]; // [turn, member, class]: two turns, so that meeting once an example is enough
    private readonly bool[] _stops = new bool[2];
    private int _arrived;
    private int _meetings;
    private volatile bool _isBroken;

    /// <summary>The sections that this crew alone works on.</summary>
    public IReadOnlyList<int> Sections { get; } = sections;

    public int Members { get; } = members;

    /// <summary>Lets the others go when a member cannot go on.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Adds up the votes of all members, the same for each of them.</summary>
    /// <returns>False when the work is to stop.</returns>
    public bool Meet(int member, int turn, Span<int> sums, CancellationToken cancellationToken)
    {
        if (Members == 1)
        {
            return !cancellationToken.IsCancellationRequested;
        }

        var half = turn & 1;
        var votes = _votes.AsSpan(half * Members * classes, Members * classes);
        sums.CopyTo(votes[(member * classes)..]);
        if (member == 0)
        {
            _stops[half] = cancellationToken.IsCancellationRequested;
        }

        Wait();
        sums.Clear();
        for (var i = 0; i < votes.Length; i++)
        {
            sums[i % classes] += votes[i];
        }

        return !_stops[half];
    }

    private void Wait()
    {
        var meeting = Volatile.Read(ref _meetings);
        if (Interlocked.Increment(ref _arrived) == Members)
        {
            _arrived = 0;
            Volatile.Write(ref _meetings, meeting + 1);
            return;
        }

        var spinner = default(SpinWait);
        while (Volatile.Read(ref _meetings) == meeting)
        {
            if (_isBroken)
            {
                throw new OperationCanceledException("Another thread of the training could not go on.");
            }

            spinner.SpinOnce(sleep1Threshold: -1); // yields to other threads, but never for a millisecond
        }
    }
}
