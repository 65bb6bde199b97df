using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Demur.Cli.Hosting;

/// <summary>
/// The help of a command: what it is for, how it is called, examples, then its arguments and options and last the options that every command has.
/// Written with plain loops: the library's own page compiles some seventy generic methods before its first line.
/// </summary>
internal sealed class HelpPage(CliHost host) : SynchronousCommandLineAction
{
    private const int Gap = 2;
    private const int NarrowestText = 24;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Puts this page in the place of the library's own.</summary>
    public void Replace(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Description = "Show this help.";
                help.Action = this;
            }
            else if (option is VersionOption version)
            {
                version.Description = "Show the version.";
            }
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        Paragraph(output, command.Description ?? string.Empty, indent: 0);
        Section(output, "Usage", [("demur" + Path(command) + Shape(command), string.Empty)]);
        Section(output, "Examples", HelpExamples.Of(Path(command).Trim()));
        Section(output, "Commands", Rows(command.Subcommands));
        Section(output, "Arguments", Rows(command.Arguments));
        Section(output, "Options", Rows(command.Options));
        Section(output, command is RootCommand ? "Everywhere" : "Options of every command", Shared(command));
        return 0;
    }

    private static string Path(Command command)
    {
        var path = string.Empty;
        for (var current = command; current is not RootCommand; current = Parent(current))
        {
            path = $" {current.Name}{path}";
        }

        return path;
    }

    private static Command Parent(Command command)
    {
        foreach (var parent in command.Parents)
        {
            if (parent is Command above)
            {
                return above;
            }
        }

        return new RootCommand();
    }

    private static string Shape(Command command)
    {
        var shape = command.Subcommands.Count > 0 ? " <command>" : string.Empty;
        foreach (var argument in command.Arguments)
        {
            var name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>..." : $"<{argument.Name}>";
            shape += argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}";
        }

        foreach (var option in command.Options)
        {
            shape += option.Required ? $" {option.Name} <{option.HelpName}>" : string.Empty;
        }

        return shape + " [options]";
    }

    private static List<(string Left, string Right)> Rows(IList<Command> commands)
    {
        List<(string, string)> rows = [];
        foreach (var command in commands)
        {
            rows.Add((command.Name, command.Description ?? string.Empty));
        }

        return rows;
    }

    private static List<(string Left, string Right)> Rows(IList<Argument> arguments)
    {
        List<(string, string)> rows = [];
        foreach (var argument in arguments)
        {
            rows.Add(($"<{argument.Name}>", WithDefault(argument.Description, argument.HasDefaultValue ? argument.GetDefaultValue() : null)));
        }

        return rows;
    }

    private static List<(string Left, string Right)> Rows(IList<Option> options)
    {
        List<(string, string)> rows = [];
        foreach (var option in options)
        {
            if (!option.Recursive && option is not VersionOption)
            {
                rows.Add(Row(option));
            }
        }

        return rows;
    }

    private static List<(string Left, string Right)> Shared(Command command)
    {
        var root = command;
        while (root is not RootCommand)
        {
            root = Parent(root);
        }

        List<(string, string)> rows = [];
        foreach (var option in root.Options)
        {
            if (option.Recursive || command is RootCommand)
            {
                rows.Add(Row(option));
            }
        }

        return rows;
    }

    private static (string Left, string Right) Row(Option option)
    {
        var names = option.Name;
        foreach (var alias in option.Aliases)
        {
            names = alias.StartsWith('-') && alias.Length == 2 && alias[1] != '?' ? $"{alias}, {names}" : names;
        }

        names = names.StartsWith('-') && names[1] != '-' ? names : "    " + names;
        var text = WithDefault(option.Description, option.HasDefaultValue ? option.GetDefaultValue() : null);
        return (option.HelpName is null ? names : $"{names} <{option.HelpName}>", option.Required ? text + " Needed." : text);
    }

    private static string WithDefault(string? description, object? value) =>
        value switch
        {
            null or false or "" or System.Collections.ICollection => description ?? string.Empty,
            _ => $"{description} [{value}]",
        };

    private void Section(TextWriter output, string title, IReadOnlyList<(string Left, string Right)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        var left = 0;
        foreach (var row in rows)
        {
            left = Math.Max(left, row.Left.Length);
        }

        var column = Gap + left + Gap;
        var below = host.Terminal.Width - column < NarrowestText;
        foreach (var (name, text) in rows)
        {
            output.Write(new string(' ', Gap) + name);
            if (text.Length == 0)
            {
                output.WriteLine();
                continue;
            }

            if (below)
            {
                output.WriteLine();
                Paragraph(output, text, indent: Gap + 4);
                continue;
            }

            output.Write(new string(' ', column - Gap - name.Length));
            Paragraph(output, text, column, startIndented: false);
        }
    }

    private void Paragraph(TextWriter output, string text, int indent, bool startIndented = true)
    {
        var width = Math.Max(NarrowestText, host.Terminal.Width - indent);
        var rest = text.AsSpan();
        for (var first = true; rest.Length > 0; first = false)
        {
            var cut = rest.Length <= width ? rest.Length : rest[..(width + 1)].LastIndexOf(' ');
            cut = cut <= 0 ? Math.Min(width, rest.Length) : cut;
            output.Write(first && !startIndented ? string.Empty : new string(' ', indent));
            output.WriteLine(rest[..cut]);
            rest = rest[cut..].TrimStart();
        }
    }
}
