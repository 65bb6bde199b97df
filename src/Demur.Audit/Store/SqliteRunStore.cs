using System.Threading.Channels;
using Demur.Audit.Runs;
using Demur.Suites;
using Microsoft.Data.Sqlite;

namespace Demur.Audit.Store;

/// <summary>
/// A run in one SQLite file, <c>run.db</c>. The file is in write-ahead mode with <c>synchronous=FULL</c>: a commit waits for the disk, so an answer that was
/// reported as stored survives a power cut, where <c>NORMAL</c> would only survive a crash. What the wait costs is shared: all answers that arrive during
/// one commit go into the next one together.
/// </summary>
public sealed class SqliteRunStore : IRunStore
{
    /// <summary>The name of the file in the run's folder.</summary>
    internal const string FileName = "run.db";

    private readonly Channel<PendingSave> _queue = Channel.CreateUnbounded<PendingSave>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _access = new(1);
    private readonly SqliteConnection _connection;
    private readonly RunLock? _lock;
    private readonly string _place;
    private readonly Task _writing;

    private SqliteRunStore(SqliteConnection connection, RunLock? runLock, string place)
    {
        _connection = connection;
        _lock = runLock;
        _place = place;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens the run in a folder for writing and holds it until the store is disposed of or the process ends.</summary>
    /// <param name="directory">The folder; it is created when it does not exist.</param>
    /// <returns>The store.</returns>
    /// <exception cref="DemurException">Another process works on the run, the folder cannot be used, or its <c>run.db</c> is something else.</exception>
    public static SqliteRunStore Open(string directory) => Open(directory, maxPages: null);

    /// <summary>Opens a store that lives in memory only.</summary>
    /// <returns>The store.</returns>
    public static SqliteRunStore InMemory()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        RunSchema.Ensure(connection, "memory");
        return new SqliteRunStore(connection, runLock: null, "memory");
    }

    /// <summary>Opens a store whose file may not grow past a number of pages, as on a full disk.</summary>
    internal static SqliteRunStore Open(string directory, int? maxPages)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        RunLock? runLock = null;
        SqliteConnection? connection = null;
        var path = Path.Combine(directory, FileName);
        try
        {
            Directory.CreateDirectory(directory);
            runLock = RunLock.Take(directory);
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            connection.Open();
            RunSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
            RunSchema.Ensure(connection, path);
            if (maxPages is not null)
            {
                RunSchema.Execute(connection, $"PRAGMA max_page_count = {maxPages.Value}");
            }

            return new SqliteRunStore(connection, runLock, path);
        }
        catch (Exception error)
        {
            connection?.Dispose();
            runLock?.Dispose();
            throw error switch
            {
                SqliteException sqlite => StorageFailure.Of(sqlite, path),
                IOException or UnauthorizedAccessException => StorageFailure.Of(error, directory),
                _ => error,
            };
        }
    }

    /// <inheritdoc/>
    public Task<RunInfo> BeginAsync(RunInfo proposed, IReadOnlyList<Suite> suites, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(proposed);
        ArgumentNullException.ThrowIfNull(suites);
        return UseAsync(
            connection =>
            {
                if (RunRows.ReadInfo(connection) is { } stored)
                {
                    RunDifferences.Refuse(stored, proposed, _place);
                    proposed = proposed with { Id = stored.Id, StartedAt = stored.StartedAt, FinishedAt = stored.FinishedAt };
                }

                PromptColumns.Save(connection, suites);
                RunRows.SaveInfo(connection, proposed);
                return proposed;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredAnswer>> ListAsync(CancellationToken cancellationToken = default) => UseAsync(RunRows.List, cancellationToken);

    /// <inheritdoc/>
    public Task<Run> ReadAsync(CancellationToken cancellationToken = default) => UseAsync(connection => RunRows.Read(connection, _place), cancellationToken);

    /// <inheritdoc/>
    public Task FinishAsync(DateTimeOffset? finishedAt, CancellationToken cancellationToken = default) => UseAsync(
        connection =>
        {
            RunRows.SaveInfo(connection, RunRows.ReadInfo(connection)! with { FinishedAt = finishedAt });
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task SaveAsync(LabelledAnswer answer, string labeler, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var pending = new PendingSave(answer, labeler, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(pending), this);
        await pending.Stored.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
        {
            await _writing.ConfigureAwait(false);
            Close();
            await _connection.DisposeAsync().ConfigureAwait(false);
            _lock?.Dispose();
            _access.Dispose();
        }
    }

    /// <summary>Leaves one plain file that any reader opens, also on a read-only disk.</summary>
    private void Close()
    {
        try
        {
            RunSchema.Execute(_connection, "PRAGMA journal_mode = DELETE");
        }
        catch (SqliteException)
        {
            // Another reader has it open or the disk is full: the write-ahead file beside it holds everything, and the next opening merges it.
        }
    }

    private async Task WriteAsync()
    {
        const int LargestBatch = 256;
        var batch = new List<PendingSave>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            var error = await CommitAsync(batch).ConfigureAwait(false);
            foreach (var pending in batch)
            {
                if (error is null)
                {
                    pending.Stored.SetResult();
                }
                else
                {
                    pending.Stored.SetException(error);
                }
            }
        }
    }

    private async Task<Exception?> CommitAsync(List<PendingSave> batch)
    {
        try
        {
            return await UseAsync<Exception?>(
                connection =>
                {
                    using var transaction = connection.BeginTransaction();
                    using var save = AnswerColumns.PrepareSave(connection);
                    foreach (var pending in batch)
                    {
                        AnswerColumns.Save(save, pending.Answer, pending.Labeler);
                    }

                    transaction.Commit();
                    return null;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The error belongs to those who wait for this batch: each of them gets it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error;
        }
    }

    private async Task<T> UseAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        await _access.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return work(_connection);
        }
        catch (SqliteException error)
        {
            throw StorageFailure.Of(error, _place);
        }
        finally
        {
            _access.Release();
        }
    }

    private sealed record PendingSave(LabelledAnswer Answer, string Labeler, TaskCompletionSource Stored);
}
