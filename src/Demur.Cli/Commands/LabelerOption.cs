using System.CommandLine;
using Demur.Audit.Classifiers;
using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Adaptation;
using Demur.Audit.Labelling.Reading;
using Demur.Learning;
using Demur.Learning.Models;

namespace Demur.Cli.Commands;

/// <summary>The option <c>--labeler</c>: labellers by their names and from the files that <c>demur train</c> and <c>demur learn train</c> make.</summary>
internal static class LabelerOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string> Create() => new("--labeler")
    {
        Description = "'cascade' (accurate), 'hybrid' (its first stage alone: 30 times as fast and more), 'rules', or a labeller file.",
        HelpName = "name|file",
        DefaultValueFactory = _ => "cascade",
    };

    /// <summary>Finds the labeller that was asked for.</summary>
    public static IResponseLabeler Choose(string name) => name switch
    {
        "cascade" => CascadeResponseLabeler.Default,
        "hybrid" => HybridResponseLabeler.Default,
        "rules" => new RefusalRuleLabeler(),
        _ when File.Exists(name) => Load(name),
        _ => throw new DemurException(
            ErrorCode.UnknownName,
            $"There is no labeller '{name}': name 'cascade', 'hybrid', 'rules', or a file that 'demur train labeler', 'demur train reader' or 'demur learn train' made."),
    };

    /// <summary>Loads a labeller from a file of any kind.</summary>
    public static IResponseLabeler Load(string path) => ModelFile.ReadCard(path).Kind switch
    {
        ClassifierFile.Kind => new ClassifierResponseLabeler(ClassifierFile.Load(path)),
        ResponseReader.FileKind => new CascadeResponseLabeler(ResponseReader.Load(path)),
        AdaptedResponseLabeler.FileKind => AdaptedResponseLabeler.Load(path),
        _ => HybridResponseLabeler.Load(path),
    };
}
