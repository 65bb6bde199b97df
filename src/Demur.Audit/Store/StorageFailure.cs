using Microsoft.Data.Sqlite;

namespace Demur.Audit.Store;

/// <summary>Turns what SQLite and the file system report into a sentence a person can act on.</summary>
internal static class StorageFailure
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int NoSpaceLeft = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Where the file was to be written: another one may take its place.</summary>
    public const string WriteElsewhere = "choose another folder (--out)";

    /// <summary>Where the file was to be read: another folder must be named.</summary>
    public const string ReadElsewhere = "name the folder that 'demur audit --out' wrote to";

    /// <summary>Describes a failure of the database file.</summary>
    /// <param name="error">What SQLite reports.</param>
    /// <param name="file">The file.</param>
    /// <param name="advice">What to do when the file is no run.</param>
    public static DemurException Of(SqliteException error, string file, string advice = WriteElsewhere)
    {
        var (code, text) = error.SqliteErrorCode switch
        {
            Full => (ErrorCode.Storage, $"The disk with {file} is full; what was stored is intact. Make room, and the same command goes on."),
            InputOutput => (ErrorCode.Storage, $"Reading or writing {file} failed ({error.Message}); what was stored is intact. Check the disk and its room, and the same command goes on."),
            ReadOnly => (ErrorCode.Storage, $"{file} cannot be written; check its permissions or choose another folder (--out)."),
            CannotOpen => (ErrorCode.Storage, $"{file} cannot be opened or created; check the folder, its permissions and the room on its disk."),
            Busy => (ErrorCode.Conflict, $"Another program is using {file}; close it and run the same command again."),
            Corrupt or NotADatabase => (ErrorCode.BadInput, $"{file} is damaged or is no run of Demur; {advice}."),
            _ => (ErrorCode.Storage, $"The store {file} failed: {error.Message}"),
        };
        return new DemurException(code, text, error);
    }

    /// <summary>Describes a failure of the folder.</summary>
    public static DemurException Of(Exception error, string directory) => IsDiskFull(error)
        ? new DemurException(ErrorCode.Storage, $"The disk with {directory} is full; make room and run the same command again.", error)
        : new DemurException(ErrorCode.Storage, $"The folder {directory} cannot be used: {error.Message}", error);

    /// <summary>Whether the file could only be read where it had to be written.</summary>
    public static bool IsReadOnly(SqliteException error) => error.SqliteErrorCode == ReadOnly;

    /// <summary>Whether an exception of the file system says that there is no room.</summary>
    public static bool IsDiskFull(Exception error) => error.HResult is NoSpaceLeft or WindowsDiskFull;
}
