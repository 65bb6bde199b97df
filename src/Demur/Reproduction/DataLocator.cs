namespace Demur.Reproduction;

/// <summary>
/// Finds the optional research data that reproductions run on: the folder that <c>DEMUR_DATA</c> names, or else <c>shared/data</c> in a folder
/// above one of the start folders, such as beside the repository. Demur itself never needs it.
/// </summary>
public sealed class DataLocator
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "DEMUR_DATA";

    private readonly string _searched;

    /// <summary>Looks for the folder.</summary>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="startFolders">Where to look from, such as the current folder; the first that leads to the data counts.</param>
    public DataLocator(Func<string, string?> environment, params IReadOnlyList<string> startFolders)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(startFolders);
        var named = environment(Variable);
        Root = string.IsNullOrEmpty(named) ? startFolders.Select(Above).FirstOrDefault(folder => folder is not null)
            : Directory.Exists(named) ? Path.GetFullPath(named)
            : null;
        _searched = Root is not null ? $"looked in '{Root}'"
            : string.IsNullOrEmpty(named) ? $"{Variable} is not set, and no folder above {string.Join(" or ", startFolders.Select(folder => $"'{folder}'"))} holds shared/data"
            : $"{Variable} names '{named}', which does not exist";
    }

    /// <summary>The folder that holds the data sets; null when there is none.</summary>
    public string? Root { get; }

    /// <summary>Gives the path of a data set's file or folder.</summary>
    /// <param name="relative">Its path below the data folder, such as <c>01-predicting-prompt-refusal/index.csv</c>.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="DemurException">It is not on this machine; code <see cref="ErrorCode.Missing"/>.</exception>
    public string Require(string relative)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(relative);
        var path = Root is null ? null : Path.Combine(Root, relative);
        return path is not null && (File.Exists(path) || Directory.Exists(path))
            ? path
            : throw new DemurException(
                ErrorCode.Missing,
                $"The research data '{relative}' is not on this machine: {_searched}; set {Variable} to the folder that holds it.");
    }

    private static string? Above(string startFolder)
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(startFolder)).Parent; folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
