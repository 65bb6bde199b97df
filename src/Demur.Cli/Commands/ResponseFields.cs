using System.CommandLine;

namespace Demur.Cli.Commands;

/// <summary>The options that name the fields of prompt and response.</summary>
internal sealed class ResponseFields
{
    /// <summary>The prompt's field where none is named.</summary>
    public const string UsualPrompt = "prompt";

    /// <summary>The response's field where none is named.</summary>
    public const string UsualResponse = "response";

    /// <summary>What to do about a field that is not there.</summary>
    public const string Advice = "Name the field that stands for it with --prompt-field or --response-field.";

    /// <summary>The prompt's field.</summary>
    public Option<string> Prompt { get; } = new("--prompt-field") { Description = "The field with the prompt; may be absent when it is not named here.", HelpName = "name", DefaultValueFactory = _ => UsualPrompt };

    /// <summary>The response's field.</summary>
    public Option<string> Response { get; } = new("--response-field") { Description = "The field with the response.", HelpName = "name", DefaultValueFactory = _ => UsualResponse };
}
