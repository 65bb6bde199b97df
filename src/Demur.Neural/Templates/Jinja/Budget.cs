using System.Runtime.CompilerServices;

namespace Demur.Neural.Templates.Jinja;

/// <summary>What one rendering may cost: steps, characters and items made, depth. A hostile template runs out of it instead of running for ever.</summary>
internal sealed class Budget(string name)
{
    private const int MaximumSteps = 2_000_000;
    private const long MaximumUnits = 32L << 20;
    private int _steps;
    private long _units;

    public string Name => name;

    /// <summary>One step of evaluation.</summary>
    public void Step()
    {
        if (++_steps > MaximumSteps)
        {
            throw new DemurException($"{name}: the chat template took more than {MaximumSteps:N0} steps; a template that loops so long cannot be used.");
        }

        EnsureStack(name);
    }

    /// <summary>Characters or items that are about to be made.</summary>
    public void Charge(long units)
    {
        _units += units;
        if (_units > MaximumUnits || units < 0)
        {
            throw new DemurException($"{name}: the chat template makes more than {MaximumUnits >> 20} million characters; a template that grows so much cannot be used.");
        }
    }

    public static void EnsureStack(string name)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new DemurException($"{name}: the chat template nests too deeply to be used.");
        }
    }
}
