using System.CommandLine;
using System.Runtime.CompilerServices;
using Demur.Neural.Sentences;
using Demur.Sentences;

namespace Demur.Cli.Commands;

/// <summary>The option <c>--encoder</c> of the commands that can use sentence vectors.</summary>
internal static class EncoderOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="purpose">What the vectors are for, as a sentence of the help.</param>
    public static Option<string?> Create(string purpose) => new("--encoder")
    {
        Description = $"{purpose} hashing, one that demur models import fetches (use-lite, minilm, arctic-xs), or a folder with model.onnx and tokenizer.json.",
        HelpName = "name|dir",
    };

    /// <summary>Opens the encoder that was asked for; null when none was.</summary>
    public static ISentenceEncoder? Open(string? name) => name is null ? null : Load(name);

    /// <summary>Finds the encoder that a model file names: the one asked for, or else one of the names that Demur knows.</summary>
    public static Func<string, ISentenceEncoder> For(string? name) => id => Load(name ?? NameOf(id));

    private static string NameOf(string id) => id switch
    {
        "use-lite" or "minilm" or "arctic-xs" => id,
        _ when id.StartsWith("hashing-", StringComparison.Ordinal) => "hashing",
        _ => throw new DemurException(ErrorCode.Missing, $"The model needs the sentence encoder '{id}', a folder of ONNX files: name it with --encoder."),
    };

    // Apart, so that Demur.Neural is loaded only where an encoder is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ISentenceEncoder Load(string name) => SentenceEncoders.Open(name);
}
