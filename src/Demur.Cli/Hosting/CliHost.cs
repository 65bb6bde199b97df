using System.Text;
using Demur.Cli.Rendering;
using Spectre.Console;

namespace Demur.Cli.Hosting;

/// <summary>What a command may use of the outside: consoles, standard input, environment and clock. Tests pass their own.</summary>
public sealed class CliHost
{
    private readonly Lazy<IAnsiConsole> _screen;
    private readonly Lazy<IAnsiConsole> _side;

    /// <summary>Creates a host.</summary>
    /// <param name="output">Standard output: results.</param>
    /// <param name="error">Standard error: progress, remarks, errors.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="terminal">What is known of the terminal.</param>
    public CliHost(
        TextWriter output,
        TextWriter error,
        Func<Stream> input,
        Func<string, string?> environment,
        TimeProvider clock,
        TerminalInfo terminal)
    {
        Out = output;
        Error = error;
        OpenInput = input;
        Environment = environment;
        Clock = clock;
        Terminal = terminal;
        _screen = new Lazy<IAnsiConsole>(() => CreateConsole(Out, terminal.OutputIsTerminal));
        _side = new Lazy<IAnsiConsole>(() => CreateConsole(Error, terminal.ErrorIsTerminal));
    }

    /// <summary>Standard output: results only.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error: progress, remarks and errors.</summary>
    public TextWriter Error { get; }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> OpenInput { get; }

    /// <summary>Looks up an environment variable; null when it is not set.</summary>
    public Func<string, string?> Environment { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What is known of the terminal.</summary>
    public TerminalInfo Terminal { get; }

    /// <summary>The options that every command has.</summary>
    public CommonOptions Common { get; } = new();

    /// <summary>Draws on standard output, with colours only on a terminal.</summary>
    public IAnsiConsole Screen => _screen.Value;

    /// <summary>Draws on standard error, with colours only on a terminal.</summary>
    public IAnsiConsole Side => _side.Value;

    /// <summary>The host of the real process.</summary>
    /// <returns>A host on the process's own streams.</returns>
    public static CliHost ForProcess()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(Console.OpenStandardOutput(), encoding) { AutoFlush = !Console.IsOutputRedirected };
        return new CliHost(
            output,
            new StreamWriter(Console.OpenStandardError(), encoding) { AutoFlush = true },
            () =>
            {
                // Whoever sends a row and waits for its answer must not wait for a full buffer.
                output.AutoFlush = true;
                return Console.OpenStandardInput();
            },
            System.Environment.GetEnvironmentVariable,
            TimeProvider.System,
            TerminalInfo.OfProcess());
    }

    /// <summary>Runs a command and turns its errors into one sentence on standard error and the exit code that belongs to it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Cancelled on Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> GuardAsync(Func<Task<int>> command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        try
        {
            var code = await command().ConfigureAwait(false);
            await Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return code;
        }
        catch (DemurException error)
        {
            return await FailAsync(error.Message, error.ExitCode).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await FailAsync("interrupted.", 130).ConfigureAwait(false);
        }
        catch (IOException error) when (IsBrokenPipe(error))
        {
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(error.Message, 3).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the reader of a pipe went away, as <c>head</c> does: no error of ours.</summary>
    private static bool IsBrokenPipe(IOException error) => error.HResult is 32 or unchecked((int)0x8007006D);

    private async Task<int> FailAsync(string message, int code)
    {
        try
        {
            await Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Standard output is gone; the sentence below still reaches standard error.
        }

        await Error.WriteLineAsync($"demur: {PlainText.Printable(message)}").ConfigureAwait(false);
        return code;
    }

    private IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal)
    {
        var colours = isTerminal && string.IsNullOrEmpty(Environment("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Terminal.Width;
        return console;
    }
}
