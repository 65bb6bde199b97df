namespace Demur.Testing;

/// <summary>Finds source folders from compiled tests, also where the build maps source paths.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>The folder of a test's source file.</summary>
    /// <param name="callerFile">The file's path as the compiler gave it; deterministic builds give it relative to <c>/_/</c>.</param>
    /// <returns>The folder on this machine.</returns>
    public static string Locate(string callerFile)
    {
        ArgumentNullException.ThrowIfNull(callerFile);
        var mapped = callerFile.StartsWith("/_/", StringComparison.Ordinal) ? System.IO.Path.Combine(Path, callerFile[3..]) : callerFile;
        return System.IO.Path.GetDirectoryName(mapped)!;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Demur.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from within the repository: Demur.slnx was not found above the test assembly.");
    }
}
