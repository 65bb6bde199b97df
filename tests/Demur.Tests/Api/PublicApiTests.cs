using Demur.Testing;

namespace Demur.Tests.Api;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(DemurException))]
    [InlineData(typeof(Demur.Audit.Runs.Run))]
    [InlineData(typeof(Demur.Learning.TrainingSet))]
    [InlineData(typeof(Demur.Cli.DemurCli))]
    public void The_public_surface_is_the_recorded_one(Type anchor) => PublicApi.Match(anchor.Assembly);
}
