namespace Demur.Learning.Tsetlin.Internal;

/// <summary>
/// One pass over the examples. Where the other class is drawn without asking the votes, classes learn apart from each other, each in one go while its automata are in the cache;
/// otherwise all threads form one crew that meets once an example.
/// </summary>
internal sealed class EpochRun(IReadOnlyList<ClauseSection> sections, TsetlinOptions options, LiteralRows literals, int[] labels, double[]? weights, EpochPlan plan, int classes)
{
    private readonly bool _isShared = sections[0] is SharedSection;
    private readonly bool _isApart = sections[0] is not SharedSection && !options.FocusedNegativeSampling;

    public void Run(int threads, CancellationToken cancellationToken)
    {
        var blocks = _isApart ? sections.Max(section => section.Blocks) : sections.Sum(section => section.Blocks);
        var members = Math.Clamp(_isApart ? threads / sections.Count : threads, 1, blocks);
        Crew[] crews = _isApart
            ? [.. Enumerable.Range(0, sections.Count).Select(section => new Crew([section], members, classes))]
            : [new Crew([.. Enumerable.Range(0, sections.Count)], members, classes)];
        if (members == 1)
        {
            Parallel.ForEach(crews, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, crew => Work(crew, 0, cancellationToken));
            return;
        }

        RunCrews(crews, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Crews wait for each other's members, so each member needs a thread that surely runs.</summary>
    private void RunCrews(IEnumerable<Crew> crews, CancellationToken cancellationToken)
    {
        var tasks = crews.SelectMany(crew => Enumerable.Range(0, crew.Members).Select(member => Task.Factory.StartNew(
            () => Guard(crew, member, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).ToArray();
        Task.WaitAll(tasks, CancellationToken.None);
    }

    private void Guard(Crew crew, int member, CancellationToken cancellationToken)
    {
        try
        {
            Work(crew, member, cancellationToken);
        }
        catch
        {
            crew.Break();
            throw;
        }
    }

    private void Work(Crew crew, int member, CancellationToken cancellationToken)
    {
        var sums = new int[classes];
        var draws = new AlignedWords((sections[0].Bank.Vectors + 1) * 4L);
        var turn = 0;
        for (var position = 0; position < plan.Order.Length; position++)
        {
            var example = plan.Order[position];
            var label = labels[example];
            var other = _isApart ? plan.UniformOther(position, label) : -1;
            if (_isApart && crew.Sections[0] != label && crew.Sections[0] != other)
            {
                continue;
            }

            ref var row = ref literals.Row(example);
            Array.Clear(sums);
            foreach (var section in crew.Sections)
            {
                sections[section].Vote(Share(section, crew, member), ref row, sums);
            }

            if (!crew.Meet(member, turn++, sums, cancellationToken))
            {
                break;
            }

            other = other >= 0 ? other
                : options.FocusedNegativeSampling ? plan.FocusedOther(position, label, sums, options.T)
                : plan.UniformOther(position, label);
            Teach(crew, member, example, label, isTarget: true, sums, ref draws.At(0));
            Teach(crew, member, example, other, isTarget: false, sums, ref draws.At(0));
        }
    }

    private void Teach(Crew crew, int member, int example, int label, bool isTarget, ReadOnlySpan<int> sums, ref ulong draws)
    {
        var section = _isShared ? 0 : label;
        if (_isApart && crew.Sections[0] != section)
        {
            return;
        }

        var sum = Math.Clamp(sums[label], -options.T, options.T);
        var probability = (options.T + (double)(isTarget ? -sum : sum)) / (2.0 * options.T) * (weights?[example] ?? 1);
        sections[section].Teach(Share(section, crew, member), ref literals.Row(example), label, isTarget, probability, ref draws);
    }

    /// <summary>The blocks of a section that a member works on.</summary>
    private Range Share(int section, Crew crew, int member)
    {
        var blocks = sections[section].Blocks;
        return (blocks * member / crew.Members)..(blocks * (member + 1) / crew.Members);
    }
}
