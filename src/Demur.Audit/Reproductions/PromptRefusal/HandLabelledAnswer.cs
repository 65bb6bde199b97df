using Demur.Audit.Labelling;

namespace Demur.Audit.Reproductions.PromptRefusal;

/// <summary>A row of the paper's hand-labelled data, after dropping the tones that count as neither refusal nor compliance.</summary>
internal sealed record HandLabelledAnswer(string Prompt, string Response, string Source, bool IsRefusal, string Part)
{
    public const string Train = "train";
    public const string Test = "test";
    public const string Quora = "quora";

    /// <summary>The row as labellers take it.</summary>
    public LabelledResponse Labelled => new() { Prompt = Prompt, Response = Response, IsRefusal = IsRefusal, Source = Source };
}
