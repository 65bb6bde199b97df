using System.Text.Json;
using Demur.Audit.Store;
using Microsoft.Data.Sqlite;

namespace Demur.Audit.Runs;

/// <summary>Reads a run back from its folder.</summary>
public static class RunReader
{
    /// <summary>Reads the run in a folder, complete or not, also while an audit is still working on it.</summary>
    /// <param name="directory">The folder that was given as <c>--out</c>, or the <c>run.db</c> in it.</param>
    /// <returns>The run with the answers that are stored so far.</returns>
    /// <exception cref="DemurException">There is no run, or it cannot be read.</exception>
    public static Run Load(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var path = File.Exists(directory) ? directory : Path.Combine(directory, SqliteRunStore.FileName);
        if (!File.Exists(path))
        {
            throw new DemurException(ErrorCode.BadInput, $"There is no run in {directory} (no run.db); name the folder that 'demur audit --out' wrote to.");
        }

        try
        {
            return Read(path, SqliteOpenMode.ReadOnly);
        }
        catch (SqliteException error) when (StorageFailure.IsReadOnly(error))
        {
            // What a killed process had begun to write is undone first, and that is writing.
            return Recover(path);
        }
        catch (SqliteException error)
        {
            throw StorageFailure.Of(error, path, StorageFailure.ReadElsewhere);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or JsonException or InvalidCastException)
        {
            throw new DemurException(ErrorCode.BadInput, $"{path} is damaged: {error.Message} Restore it from a copy, or run the audit again in another folder.", error);
        }
    }

    private static Run Recover(string path)
    {
        try
        {
            return Read(path, SqliteOpenMode.ReadWrite);
        }
        catch (SqliteException error)
        {
            throw StorageFailure.Of(error, path, StorageFailure.ReadElsewhere);
        }
    }

    private static Run Read(string path, SqliteOpenMode mode)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        RunSchema.Check(connection, path, StorageFailure.ReadElsewhere);
        return RunRows.Read(connection, path);
    }
}
