namespace Demur.Cli.Commands;

/// <summary>Files that a command will write.</summary>
internal static class OutputFile
{
    /// <summary>Checks a file to be written before the work starts: a training of an hour should not end at a folder that is not there.</summary>
    public static string Check(string path, string option = "--out")
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(path) ? throw new DemurException(ErrorCode.Usage, $"{option} names no file: '{path}'.")
            : Directory.Exists(folder) ? path
            : throw new DemurException($"{option} {path}: there is no folder {folder}; make it first.");
    }
}
