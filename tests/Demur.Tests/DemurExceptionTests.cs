namespace Demur.Tests;

public sealed class DemurExceptionTests
{
    [Fact]
    public void Codes_map_to_the_documented_exits()
    {
        var byExit = Enum.GetValues<ErrorCode>().ToLookup(code => new DemurException(code, "x").ExitCode);

        Assert.Equal([ErrorCode.CheckFailed], byExit[1]);
        Assert.Equal([ErrorCode.Usage, ErrorCode.BadInput, ErrorCode.Column, ErrorCode.UnknownName, ErrorCode.Conflict], byExit[2]);
        Assert.Equal([ErrorCode.Network, ErrorCode.Unauthorized, ErrorCode.Model, ErrorCode.Storage, ErrorCode.Missing], byExit[3]);
    }

    [Theory]
    [InlineData(ErrorCode.BadInput, 400)]
    [InlineData(ErrorCode.Unauthorized, 401)]
    [InlineData(ErrorCode.UnknownName, 404)]
    [InlineData(ErrorCode.Conflict, 409)]
    [InlineData(ErrorCode.Model, 502)]
    [InlineData(ErrorCode.Storage, 500)]
    public void Codes_map_to_http(ErrorCode code, int expected) => Assert.Equal(expected, new DemurException(code, "x").HttpStatus);
}
