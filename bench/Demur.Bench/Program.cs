using BenchmarkDotNet.Running;
using Demur.Bench;

if (args is [AuditThroughput.Name, .. var settings])
{
    return await AuditThroughput.RunAsync(settings);
}

if (args is [AuditThroughput.EndpointName, .. var serving])
{
    return await AuditThroughput.ServeAsync(serving);
}

if (args is [PeerComparison.Name, .. var python])
{
    return PeerComparison.Run(python);
}

if (args is [Ss3Comparison.Name, .. var corpus])
{
    return Ss3Comparison.Run(corpus);
}

if (args is [SmallModelSpeed.Name, .. var peer])
{
    return SmallModelSpeed.Run(peer);
}

if (args is [DecodeSpeed.Name, .. var decoding])
{
    return DecodeSpeed.Run(decoding);
}

if (args is [SmoteSpeed.Name, .. var table])
{
    return SmoteSpeed.Run(table);
}

if (args is [TsetlinDigits.Name, .. var digits])
{
    return TsetlinDigits.Run(digits);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
