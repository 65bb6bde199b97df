namespace Demur.Tests.Learning.Tsetlin;

/// <summary>The slow obvious twin of the bit planes: one whole number for each automaton.</summary>
internal sealed class NaiveBank(int clauses, int literals, int stateBits)
{
    private readonly int[,] _states = Start(clauses, literals, (1 << (stateBits - 1)) - 1);
    private readonly int _top = (1 << stateBits) - 1;

    public int this[int clause, int literal]
    {
        get => _states[clause, literal];
        set => _states[clause, literal] = value;
    }

    public bool Includes(int clause, int literal) => _states[clause, literal] >= 1 << (stateBits - 1);

    public void Move(int clause, int literal, int by) => _states[clause, literal] = Math.Clamp(_states[clause, literal] + by, 0, _top);

    public bool Fires(int clause, bool[] values) => Enumerable.Range(0, literals).All(literal => !Includes(clause, literal) || values[literal]);

    private static int[,] Start(int clauses, int literals, int state)
    {
        var states = new int[clauses, literals];
        for (var clause = 0; clause < clauses; clause++)
        {
            for (var literal = 0; literal < literals; literal++)
            {
                states[clause, literal] = state;
            }
        }

        return states;
    }
}
