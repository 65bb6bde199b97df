using Microsoft.Data.Sqlite;

namespace Demur.Audit.Store;

/// <summary>The tables of <c>run.db</c> and their version.</summary>
internal static class RunSchema
{
    /// <summary>The version this code writes, in <c>PRAGMA user_version</c>.</summary>
    public const int Version = 1;

    // "DMUR": lets `file` and SQLite's tools tell a run from other databases.
    private const int ApplicationId = 0x444D5552;

    private const string Tables = """
        CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE prompt (
            suite TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL, category TEXT NOT NULL, expected TEXT NOT NULL,
            pair TEXT, language TEXT NOT NULL, before TEXT, tags TEXT,
            PRIMARY KEY (suite, id));
        CREATE TABLE answer (
            suite TEXT NOT NULL, prompt TEXT NOT NULL, sample INTEGER NOT NULL, outcome TEXT NOT NULL, response TEXT NOT NULL, full_length INTEGER,
            finish_reason TEXT, error TEXT, answered_at TEXT, latency_ms REAL, input_tokens INTEGER, output_tokens INTEGER, cost TEXT, attempts INTEGER NOT NULL,
            labeler TEXT, label TEXT, score REAL, stance TEXT, kind TEXT, onset_start INTEGER, onset_length INTEGER, evidence TEXT,
            PRIMARY KEY (suite, prompt, sample));
        """;

    /// <summary>Creates the tables in an empty file and checks the version of any other.</summary>
    /// <exception cref="DemurException">The file is another program's, or of a later version.</exception>
    public static void Ensure(SqliteConnection connection, string place)
    {
        if (IsEmpty(connection))
        {
            Execute(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT;");
            return;
        }

        Check(connection, place, StorageFailure.WriteElsewhere);
    }

    /// <summary>Checks that a file is a run of this version.</summary>
    /// <exception cref="DemurException">The file is empty, another program's, or of a later version.</exception>
    public static void Check(SqliteConnection connection, string place, string advice)
    {
        if (IsEmpty(connection))
        {
            throw Nothing(place);
        }

        var id = Scalar(connection, "PRAGMA application_id");
        var version = Scalar(connection, "PRAGMA user_version");
        if (id != ApplicationId)
        {
            throw new DemurException(ErrorCode.BadInput, $"{place} is a database, but no run of Demur; {advice}.");
        }

        if (version != Version)
        {
            throw new DemurException(ErrorCode.BadInput, $"The run in {place} has format {version}, this Demur reads format {Version}; use the Demur that made it, or {advice}.");
        }
    }

    /// <summary>The error for a store without a run.</summary>
    public static DemurException Nothing(string place) => new(ErrorCode.BadInput, $"{place} holds no run yet; start one with 'demur audit'.");

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only this assembly's constants come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static bool IsEmpty(SqliteConnection connection) =>
        Scalar(connection, "PRAGMA application_id") == 0 && Scalar(connection, "PRAGMA user_version") == 0 && Scalar(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0;

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only this assembly's constants come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
