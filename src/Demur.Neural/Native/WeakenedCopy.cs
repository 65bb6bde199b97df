namespace Demur.Neural.Native;

/// <summary>A private copy of an ELF library whose need for a too new version of the C++ library is marked weak; deleted when disposed, which a loaded library survives.</summary>
internal sealed class WeakenedCopy : IDisposable
{
    private readonly DirectoryInfo _folder;

    private WeakenedCopy(DirectoryInfo folder, string path)
    {
        _folder = folder;
        Path = path;
    }

    internal string Path { get; }

    internal static WeakenedCopy Of(string library)
    {
        var bytes = File.ReadAllBytes(library);
        if (!ElfVersionNeeds.Weaken(bytes, "GLIBCXX_3.4.32"))
        {
            throw new DemurException(ErrorCode.Missing, $"{library} cannot be loaded, and it does not ask for GLIBCXX_3.4.32, the only need that can be lifted. `ldd {library}` shows what is missing.");
        }

        var folder = Directory.CreateTempSubdirectory("demur-torch-");
        var path = System.IO.Path.Combine(folder.FullName, System.IO.Path.GetFileName(library));
        File.WriteAllBytes(path, bytes);
        return new WeakenedCopy(folder, path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
