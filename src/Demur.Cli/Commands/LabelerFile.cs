using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Encoded;
using Demur.Learning.Models;

namespace Demur.Cli.Commands;

/// <summary>Loads labellers of either kind from the files that <c>demur train labeler</c> makes.</summary>
internal static class LabelerFile
{
    /// <summary>Loads a labeller; the sentence encoder that it may need is opened by its name.</summary>
    public static IResponseLabeler Load(string path, string? encoder) => ModelFile.ReadCard(path).Kind == EncoderResponseLabeler.FileKind
        ? EncoderResponseLabeler.Load(path, EncoderOption.For(encoder))
        : HybridResponseLabeler.Load(path);
}
