using Demur.Neural.Checkpoints;
using Demur.Testing;

namespace Demur.Neural.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_recorded_one() => PublicApi.Match(typeof(ITensorSource).Assembly);
}
