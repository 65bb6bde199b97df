namespace Demur.Reproduction;

/// <summary>
/// Finds the optional research data that reproductions run on: the folders that <c>DEMUR_DATA</c> names, divided as in <c>PATH</c>, or else
/// <c>shared/data</c> in a folder above one of the start folders, such as beside the repository. Demur itself never needs it.
/// </summary>
public sealed class DataLocator
{
    /// <summary>The environment variable that names the folder, or several.</summary>
    public const string Variable = "DEMUR_DATA";

    private readonly string _searched;

    /// <summary>Looks for the folder.</summary>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="startFolders">Where to look from, such as the current folder; the first that leads to the data counts.</param>
    public DataLocator(Func<string, string?> environment, params IReadOnlyList<string> startFolders)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(startFolders);
        var named = (environment(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Roots = named.Length > 0
            ? [.. named.Where(Directory.Exists).Select(Path.GetFullPath)]
            : [.. startFolders.Select(Above).OfType<string>().Take(1)];
        _searched = Roots.Count > 0 ? $"looked in {Quoted(Roots, " and ")}"
            : named.Length == 0 ? $"{Variable} is not set, and no folder above {Quoted(startFolders, " or ")} holds shared/data"
            : $"{Variable} names {Quoted(named, " and ")}, which {(named.Length == 1 ? "does" : "do")} not exist";
    }

    /// <summary>The folders that hold the data sets, in the order in which they are searched; empty when there is none.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <summary>The first of the folders; null when there is none.</summary>
    public string? Root => Roots.Count > 0 ? Roots[0] : null;

    /// <summary>Gives the path of a data set's file or folder.</summary>
    /// <param name="relative">Its path below the data folder, such as <c>01-predicting-prompt-refusal/index.csv</c>.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="DemurException">It is not on this machine; code <see cref="ErrorCode.Missing"/>.</exception>
    public string Require(string relative)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(relative);
        return Roots.Select(root => Path.Combine(root, relative)).FirstOrDefault(path => File.Exists(path) || Directory.Exists(path))
            ?? throw new DemurException(
                ErrorCode.Missing,
                $"The research data '{relative}' is not on this machine: {_searched}; set {Variable} to the folder that holds it.");
    }

    private static string Quoted(IEnumerable<string> folders, string joint) => string.Join(joint, folders.Select(folder => $"'{folder}'"));

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
