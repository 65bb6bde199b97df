namespace Demur;

/// <summary>An error that a person can act on: what was found, where, what was expected and what to do. Bugs stay ordinary exceptions.</summary>
public sealed class DemurException : Exception
{
    /// <summary>Creates an error with a stable code and a complete sentence.</summary>
    /// <param name="code">The stable code; the exit code and the HTTP status follow from it.</param>
    /// <param name="message">One sentence: what, where, what to do.</param>
    /// <param name="inner">The cause, when there is one.</param>
    public DemurException(ErrorCode code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
    }

    /// <summary>Creates an error of code <see cref="ErrorCode.BadInput"/>.</summary>
    /// <param name="message">One sentence: what, where, what to do.</param>
    public DemurException(string message)
        : this(ErrorCode.BadInput, message)
    {
    }

    /// <summary>Creates an error of code <see cref="ErrorCode.BadInput"/> with a cause.</summary>
    /// <param name="message">One sentence: what, where, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DemurException(string message, Exception? innerException)
        : this(ErrorCode.BadInput, message, innerException)
    {
    }

    /// <summary>Creates an error of code <see cref="ErrorCode.BadInput"/> without further words.</summary>
    public DemurException()
        : this(ErrorCode.BadInput, "The input cannot be used.")
    {
    }

    /// <summary>The stable code of the error.</summary>
    public ErrorCode Code { get; }

    /// <summary>The exit code of a command that ends with this error: 2 for usage and bad input, 3 for the environment, 1 for a failed check.</summary>
    public int ExitCode => Code switch
    {
        ErrorCode.CheckFailed => 1,
        ErrorCode.Network or ErrorCode.Storage or ErrorCode.Model or ErrorCode.Unauthorized or ErrorCode.Missing => 3,
        _ => 2,
    };

    /// <summary>The HTTP status that a server answers with: 400 for bad input, 404 for an unknown name, 401 for a refused key, 409 for a conflict, 500 or 502 for the environment.</summary>
    public int HttpStatus => Code switch
    {
        ErrorCode.UnknownName => 404,
        ErrorCode.Unauthorized => 401,
        ErrorCode.Conflict => 409,
        ErrorCode.CheckFailed => 422,
        ErrorCode.Network or ErrorCode.Model => 502,
        ErrorCode.Storage or ErrorCode.Missing => 500,
        _ => 400,
    };
}
