using Demur.Audit.Classifiers;
using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Encoded;
using Demur.Learning;
using Demur.Learning.Models;

namespace Demur.Cli.Commands;

/// <summary>Loads labellers of every kind from the files that <c>demur train labeler</c> and <c>demur learn train</c> make.</summary>
internal static class LabelerFile
{
    /// <summary>Loads a labeller; the sentence encoder that it may need is opened by its name.</summary>
    public static IResponseLabeler Load(string path, string? encoder) => ModelFile.ReadCard(path).Kind switch
    {
        ClassifierFile.Kind => new ClassifierResponseLabeler(ClassifierFile.Load(path)),
        EncoderResponseLabeler.FileKind => EncoderResponseLabeler.Load(path, EncoderOption.For(encoder)),
        _ => HybridResponseLabeler.Load(path),
    };
}
