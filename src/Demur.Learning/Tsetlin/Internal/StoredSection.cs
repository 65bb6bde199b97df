using Demur.Learning.Models;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>The states and weights of a section as a file holds them. Memory for a machine is only taken when all of it has arrived.</summary>
internal sealed record StoredSection(int[] Include, int[] Planes, int[] Weights)
{
    public static void Write(ModelWriter writer, ClauseSection section)
    {
        section.Bank.Write(writer);
        writer.WriteInt32s(section.Weights);
    }

    /// <summary>Reads one section and holds its size against what the options say.</summary>
    public static StoredSection Read(ModelReader reader, TsetlinOptions options, int features, int weightsPerClause)
    {
        var stored = new StoredSection(reader.ReadInt32s(), reader.ReadInt32s(), reader.ReadInt32s());
        var include = 2L * LiteralRows.StrideFor(features) * options.Clauses;
        return stored.Include.Length == include && stored.Planes.Length == include * (options.StateBits - 1) && stored.Weights.Length == (long)options.Clauses * weightsPerClause
            ? stored
            : throw reader.Damaged($"{stored.Include.Length} and {stored.Planes.Length} words of states and {stored.Weights.Length} weights, which do not agree with {options.Clauses} clauses");
    }

    public void CopyTo(ClauseSection section)
    {
        if (!section.Bank.TryRestore(Include, Planes))
        {
            throw new InvalidOperationException("The sizes were checked when the section was read.");
        }

        Weights.CopyTo(section.Weights, 0);
        section.RestoreWeights();
    }
}
