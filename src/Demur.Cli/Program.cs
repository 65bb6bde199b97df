using Demur.Cli;
using Demur.Cli.Hosting;

using var interrupt = new InterruptSource();
return await DemurCli.RunAsync(args, CliHost.ForProcess(), interrupt.Token).ConfigureAwait(false);
