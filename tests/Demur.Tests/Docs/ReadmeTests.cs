using System.Diagnostics;
using System.Text.RegularExpressions;
using Demur.Audit.Reports;
using Demur.Testing;

namespace Demur.Tests.Docs;

/// <summary>The README is kept true: its commands are run, what it prints is compared, its C# is compiled.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed partial class ReadmeTests : IDisposable
{
    /// <summary>What a command needs that a test machine lacks: an account, a server, somebody's checkpoint or log; and the tests themselves.</summary>
    private static readonly string[] OutOfReach = ["openai:", "models/", "production-log", "OPENAI_API_KEY", "dotnet test"];

    private static readonly string Page = Path.Combine(RepositoryRoot.Path, "README.md");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demur-readme-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_command_in_reach_does_what_the_page_shows()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The README's shell lines are for a POSIX shell.");
        var printed = "";
        foreach (var block in FencedBlock.ReadAll(Page))
        {
            if (block.Language == "sh")
            {
                printed = await RunAsync(block.Lines);
            }
            else if (block.Language is "" or "json")
            {
                // A language model's arithmetic may round differently on another processor, and with it a near tie between two words.
                Func<string, string> steady = block.Lines[0].StartsWith("organism", StringComparison.Ordinal) ? Shape : Steady;
                var missing = block.Lines.Select(steady).Except(printed.Split('\n').Select(steady), StringComparer.Ordinal);
                Assert.True(!missing.Any(), $"The README shows lines that are not printed:\n{string.Join('\n', missing)}\nThis is printed:\n{printed}");
            }
        }
    }

    [Fact]
    public void The_C_sharp_of_the_page_is_the_C_sharp_that_compiles()
    {
        var source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Demur.Tests", "Docs", "ReadmeSnippets.cs"));
        var code = FencedBlock.ReadAll(Page).Where(block => block.Language == "csharp").SelectMany(block => block.Lines).Where(line => line.Trim().Length > 0).ToList();

        Assert.NotEmpty(code);
        Assert.All(code, line => Assert.Contains(line, source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_C_sharp_of_the_page_prints_what_its_comments_say()
    {
        var before = Console.Out;
        using var printed = new StringWriter { NewLine = "\n" };
        try
        {
            Console.SetOut(printed);
            ReadmeSnippets.Label();
            await ReadmeSnippets.ChatAsync();
        }
        finally
        {
            Console.SetOut(before);
        }

        var comments = FencedBlock.ReadAll(Page).Where(block => block.Language == "csharp")
            .SelectMany(block => block.Lines).Where(line => line.Contains("WriteLine", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf("// ", StringComparison.Ordinal) + 3)..]);
        Assert.Equal(comments, printed.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_C_sharp_audit_of_the_page_asks_stores_reports_and_goes_on()
    {
        var client = ScriptedChatClient.Answering(_ => "Sure, here is how to do it.");
        try
        {
            var (result, gate) = await ReadmeSnippets.AuditAsync(client);
            await ReadmeSnippets.AuditAsync(client);

            Assert.True(result.IsComplete && gate.Passed);
            Assert.Equal(520, client.Asked.Count);
            Assert.True(File.Exists(Path.Combine("runs", "mine", AuditReport.PageName)));
        }
        finally
        {
            Directory.Delete("runs", recursive: true);
        }
    }

    /// <summary>Runs each line in turn; a following comment may name the exit code.</summary>
    private async Task<string> RunAsync(IReadOnlyList<string> lines)
    {
        var printed = "";
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0 || lines[i].StartsWith('#') || OutOfReach.Any(word => lines[i].Contains(word, StringComparison.Ordinal)))
            {
                continue;
            }

            var expected = i + 1 < lines.Count && ExitCode().Match(lines[i + 1]) is { Success: true } match ? match.Groups["code"].Value : "0";
            var (code, output) = await ShellAsync(lines[i]);
            Assert.True(code.ToString(provider: null) == expected, $"{lines[i]}\nended with {code}, not {expected}:\n{output}");
            printed += output;
        }

        return printed;
    }

    private async Task<(int Code, string Output)> ShellAsync(string line)
    {
        var command = line.Replace("./demur", $"'{Path.Combine(RepositoryRoot.Path, "demur")}'", StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"{{ {command}\n}} 2>&1"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["COLUMNS"] = "80", ["NO_COLOR"] = "1" },
        })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, output);
    }

    /// <summary>Times differ from run to run; everything else must be as shown.</summary>
    private static string Steady(string line) => Milliseconds().Replace(line.TrimEnd(), "N ms");

    private static string Shape(string line) => Spaces().Replace(Numbers().Replace(line.TrimEnd(), "N"), " ");

    [GeneratedRegex(@"[\d.,]+", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex(@" +", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"exit code (?<code>\d)", RegexOptions.NonBacktracking)]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"[\d.,]+ (?:ms|s)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Milliseconds();
}
