using System.Diagnostics;
using System.Globalization;
using Demur.Audit;
using Demur.Audit.Endpoints;
using Demur.Audit.Labelling;
using Demur.Audit.Store;
using Demur.Suites;
using Demur.Testing;
using Microsoft.Extensions.AI;

namespace Demur.Bench;

/// <summary>
/// <c>audit-throughput [PROMPTS] [CONCURRENCY] [LATENCY_MS] [ROUNDS]</c>: an audit of a live HTTP endpoint against its peer, a loop behind a semaphore over the
/// same client that stores nothing. The endpoint is a process of its own, so that memory and processor time are the client's. The two take turns.
/// </summary>
internal static class AuditThroughput
{
    public const string Name = "audit-throughput";
    public const string EndpointName = "fake-endpoint";

    public static async Task<int> RunAsync(string[] args)
    {
        var (prompts, concurrency, latency, rounds) = (Number(args, 0, 2000), Number(args, 1, 64), Number(args, 2, 50), Number(args, 3, 3));
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [EndpointName, latency.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;
        var address = await server.StandardOutput.ReadLineAsync();
        try
        {
            var suite = new Suite("load", [.. Enumerable.Range(0, prompts).Select(i => new SuitePrompt { Id = $"p{i}", Text = $"What is {i} times {i + 1}? Explain each step to a pupil." })]);
            using var client = ChatEndpoint.Connect(ModelSpec.Parse($"openai:fake@{address}"), key: null);
            var ideal = TimeSpan.FromMilliseconds((double)latency * prompts / concurrency);
            Console.WriteLine($"{prompts} prompts, {concurrency} at a time, {latency} ms each: ideal {ideal.TotalSeconds:0.00} s; {Environment.ProcessorCount} processors");
            await LoopAsync(client, suite.Prompts.Take(concurrency * 2), concurrency);
            var (loops, audits) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                loops.Add(await MeasureAsync("loop ", prompts, () => LoopAsync(client, suite.Prompts, concurrency)));
                audits.Add(await MeasureAsync("audit", prompts, () => AuditAsync(client, suite, concurrency)));
            }

            var (loop, audit) = (Median(loops), Median(audits));
            Console.WriteLine($"median: loop {loop:0.00} s, audit {audit:0.00} s; audit/loop {audit / loop:0.00}, audit/ideal {audit / ideal.TotalSeconds:0.00}");
            return 0;
        }
        finally
        {
            server.Kill();
        }
    }

    public static async Task<int> ServeAsync(string[] args)
    {
        var latency = TimeSpan.FromMilliseconds(Number(args, 0, 50));
        await using var endpoint = await FakeEndpoint.StartAsync(request => FakeReply.Answer($"Of course. {request.Prompt} Let us see, step by step.") with { Delay = latency });
        Console.WriteLine(endpoint.Address);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task<double> MeasureAsync(string name, int prompts, Func<Task> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, allocated, watch) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        await work();
        watch.Stop();
        process.Refresh();
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(
            $"{name}  {seconds:0.00} s  {prompts / seconds:0} answers/s  processor {(process.TotalProcessorTime - cpu).TotalSeconds:0.00} s  "
            + $"allocated {(GC.GetTotalAllocatedBytes() - allocated) / 1e6:0} MB  working set {process.WorkingSet64 / 1e6:0} MB");
        return seconds;
    }

    private static async Task LoopAsync(IChatClient client, IEnumerable<SuitePrompt> prompts, int concurrency)
    {
        using var places = new SemaphoreSlim(concurrency);
        var answers = await Task.WhenAll(prompts.Select(async prompt =>
        {
            await places.WaitAsync();
            try
            {
                return (await client.GetResponseAsync(prompt.Text)).Text;
            }
            finally
            {
                places.Release();
            }
        }));
        if (answers.Any(string.IsNullOrEmpty))
        {
            throw new InvalidOperationException("The loop lost an answer.");
        }
    }

    private static async Task AuditAsync(IChatClient client, Suite suite, int concurrency)
    {
        var folder = Directory.CreateTempSubdirectory("demur-bench-");
        try
        {
            await using var store = SqliteRunStore.Open(folder.FullName);
            var options = new AuditOptions { Labeler = new NoLabeler(), Store = store, Concurrency = concurrency };
            var result = await new RefusalAudit(client, [suite], options).RunAsync();
            if (result.Run.Answers.Count != suite.Prompts.Count)
            {
                throw new InvalidOperationException("The audit lost an answer.");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Labelling has its own benchmark; here it would hide what asking and storing cost.</summary>
    private sealed class NoLabeler : IResponseLabeler
    {
        public string Name => "none";

        public ResponseDecision Decide(string prompt, string response) => new() { Label = ResponseDecision.Compliance, Score = 0 };
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int Number(string[] args, int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
