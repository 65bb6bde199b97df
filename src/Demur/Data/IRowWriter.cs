namespace Demur.Data;

/// <summary>Writes rows of the same columns, one after the other. A writer serves one thread; disposing it completes the file.</summary>
public interface IRowWriter : IAsyncDisposable
{
    /// <summary>The columns, in order.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Writes one row.</summary>
    /// <param name="values">One value for each column: null, a text, a truth value, an integer, a decimal, a double (not-a-number and the infinities are written as null), a point in time.</param>
    /// <param name="cancellationToken">Ends the writing between rows.</param>
    /// <returns>Completes when the row is handed on.</returns>
    /// <exception cref="ArgumentException">The row has more or fewer values than there are columns, or one of another type.</exception>
    ValueTask WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken);
}
