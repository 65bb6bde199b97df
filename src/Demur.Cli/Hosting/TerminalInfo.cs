namespace Demur.Cli.Hosting;

/// <summary>What is known of the terminal.</summary>
/// <param name="Width">Columns to draw in.</param>
/// <param name="OutputIsTerminal">Whether standard output is a terminal.</param>
/// <param name="ErrorIsTerminal">Whether standard error is a terminal.</param>
public sealed record TerminalInfo(int Width, bool OutputIsTerminal, bool ErrorIsTerminal)
{
    private const int PipeWidth = 120;

    /// <summary>Asks the process's own terminal; a pipe gets 120 columns.</summary>
    /// <returns>The terminal's facts.</returns>
    public static TerminalInfo OfProcess()
    {
        var output = !Console.IsOutputRedirected;
        var error = !Console.IsErrorRedirected;
        var width = PipeWidth;
        if (output || error)
        {
            width = Console.WindowWidth is > 20 and var columns ? columns : PipeWidth;
        }

        return new TerminalInfo(width, output, error);
    }
}
