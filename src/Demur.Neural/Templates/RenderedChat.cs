using Demur.Decisions;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Templates;

/// <summary>A conversation as a model's text, and where its parts lie; the parts follow each other and cover the text up to the end of the answer.</summary>
public sealed record RenderedChat
{
    /// <summary>The whole text, special tokens written out.</summary>
    public required string Text { get; init; }

    /// <summary>All before the instruction: beginning-of-text token, system message, earlier turns, the header of the user's turn.</summary>
    public required TextSpan Prefix { get; init; }

    /// <summary>What the user said last, without white space at its ends; empty, at the end of the text, where no user spoke.</summary>
    public required TextSpan Instruction { get; init; }

    /// <summary>The template's text between the instruction and the beginning of the model's own words; the place where refusal is decided (sheet 5).</summary>
    public required TextSpan PostInstruction { get; init; }

    /// <summary>The model's thoughts with their marks, where the last turn is the assistant's and has thoughts; else empty.</summary>
    public required TextSpan Thinking { get; init; }

    /// <summary>The model's answer, where the last turn is the assistant's; else empty, at the end of the text.</summary>
    public required TextSpan Answer { get; init; }

    /// <summary>Cuts the text into tokens and finds the parts among them.</summary>
    /// <param name="tokenizer">The model's tokenizer. No tokens are put around the text: a template writes its own.</param>
    /// <returns>The tokens and the ranges of the parts.</returns>
    /// <exception cref="DemurException">The tokenizer cannot write the text.</exception>
    public EncodedChat Encode(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return EncodedChat.Create(this, tokenizer.Encode(Text));
    }
}
