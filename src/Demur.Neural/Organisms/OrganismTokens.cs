namespace Demur.Neural.Organisms;

/// <summary>The special tokens of the organism's language, in the order of their ids from 0.</summary>
public static class OrganismTokens
{
    /// <summary>Fills shorter rows of a batch.</summary>
    public const string Pad = "<pad>";

    /// <summary>Stands for every word the organism does not know.</summary>
    public const string Unknown = "<unk>";

    /// <summary>Begins every text.</summary>
    public const string Begin = "<bos>";

    /// <summary>Begins a system turn.</summary>
    public const string System = "<|system|>";

    /// <summary>Begins a user turn.</summary>
    public const string User = "<|user|>";

    /// <summary>Ends every turn and every text.</summary>
    public const string End = "<|end|>";

    /// <summary>Begins the header of an answer.</summary>
    public const string Header = "<|hdr|>";

    /// <summary>Names the assistant in the header.</summary>
    public const string Assistant = "<|assistant|>";

    /// <summary>Ends the header; the last token before an answer.</summary>
    public const string NewLine = "<|nl|>";

    /// <summary>Begins thinking.</summary>
    public const string Think = "<think>";

    /// <summary>Ends thinking.</summary>
    public const string EndThink = "</think>";

    /// <summary>Says before an answer that it will decline; trained only by studies of refusal tokens.</summary>
    public const string Refuse = "[refuse]";

    /// <summary>Says before an answer that it will comply; trained only by studies of refusal tokens.</summary>
    public const string Respond = "[respond]";

    /// <summary>All of them, and one more for each <see cref="RefusalKind"/>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Pad, Unknown, Begin, System, User, End, Header, Assistant, NewLine, Think, EndThink, Refuse, Respond,
        .. Enum.GetValues<RefusalKind>().Select(OrganismRefusal.Token),
    ];
}
