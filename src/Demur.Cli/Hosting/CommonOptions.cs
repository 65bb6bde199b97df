using System.CommandLine;

namespace Demur.Cli.Hosting;

/// <summary>The options that every command has.</summary>
public sealed class CommonOptions
{
    /// <summary>Machine output on stdout, everything else on stderr.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON on stdout; everything else goes to stderr.", Recursive = true };

    /// <summary>No progress and no remarks.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress, no remarks.", Recursive = true };

    /// <summary>The seed of everything random; 1 by default.</summary>
    public Option<int> Seed { get; } = new("--seed")
    {
        Description = "The seed of everything random.",
        HelpName = "n",
        DefaultValueFactory = _ => 1,
        Recursive = true,
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [Json, Quiet, Seed];
}
