using System.Text;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Errors about checkpoint files, worded alike; names from a file are cut and stripped of control characters before they are shown.</summary>
internal static class CheckpointError
{
    private const int ShownLength = 120;

    internal static DemurException Invalid(string path, string place, string what, Exception? cause = null) =>
        new(ErrorCode.BadInput, $"{path}: {place}: {what}", cause);

    internal static DemurException Unreadable(string path, Exception cause) =>
        new(ErrorCode.Storage, $"{path} cannot be read: {cause.Message}", cause);

    internal static DemurException NotThere(string path, string what) =>
        new(ErrorCode.BadInput, $"{path}: {what}");

    /// <summary>The error for a tensor that a checkpoint does not hold, with the names nearest to it.</summary>
    internal static DemurException Unknown(string path, string name, IEnumerable<string> known)
    {
        var near = Names.Nearest(name, known.Where(candidate => candidate.Length <= ShownLength).Take(10_000));
        var hint = near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near.Select(Quote))}?";
        return new DemurException(ErrorCode.UnknownName, $"{path}: there is no tensor {Quote(name)}.{hint}");
    }

    internal static string Quote(string name)
    {
        var shown = new StringBuilder("'");
        foreach (var character in name.Length > ShownLength ? name.AsSpan(0, ShownLength) : name)
        {
            shown.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);
        }

        return shown.Append(name.Length > ShownLength ? "…'" : "'").ToString();
    }
}
