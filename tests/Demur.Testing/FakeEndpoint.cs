using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Demur.Testing;

/// <summary>An OpenAI-compatible endpoint on 127.0.0.1 that answers, or misbehaves, as its script says.</summary>
public sealed class FakeEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<FakeRequest, FakeReply> _script;
    private readonly ConcurrentQueue<FakeRequest> _received = new();
    private readonly ConcurrentQueue<FakeRequest> _completed = new();
    private int _count;
    private int _inFlight;
    private int _mostInFlight;

    private FakeEndpoint(WebApplication app, Func<FakeRequest, FakeReply> script)
    {
        _app = app;
        _script = script;
    }

    /// <summary>The base address, to be given as <c>openai:MODEL@ADDRESS</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>All requests, in order of arrival.</summary>
    public IReadOnlyCollection<FakeRequest> Received => _received;

    /// <summary>The requests whose reply was sent to its end.</summary>
    public IReadOnlyCollection<FakeRequest> Completed => _completed;

    /// <summary>The most requests that were open at one time.</summary>
    public int MostInFlight => _mostInFlight;

    /// <summary>Starts an endpoint on a free port.</summary>
    /// <param name="script">Decides what happens to each request; called from many threads.</param>
    /// <returns>The running endpoint.</returns>
    public static async Task<FakeEndpoint> StartAsync(Func<FakeRequest, FakeReply> script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var endpoint = new FakeEndpoint(app, script);
        app.MapPost("/v1/chat/completions", endpoint.HandleAsync);
        await app.StartAsync();
        endpoint.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";
        return endpoint;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = await ReadAsync(context);
        _received.Enqueue(request);
        InterlockedMax(ref _mostInFlight, Interlocked.Increment(ref _inFlight));
        try
        {
            if (await ReplyAsync(context, _script(request)))
            {
                _completed.Enqueue(request);
            }
        }
        catch (OperationCanceledException)
        {
            // The client went away, which is what several tests are about.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private static async Task<bool> ReplyAsync(HttpContext context, FakeReply reply)
    {
        var gone = context.RequestAborted;
        if (reply.Body is null)
        {
            await Task.Delay(Timeout.Infinite, gone);
        }

        await Task.Delay(reply.Delay, gone);
        var bytes = Encoding.UTF8.GetBytes(reply.Body!);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = bytes.Length;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (reply.CutAfter is { } length)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, Math.Min(length, bytes.Length)), gone);
            await context.Response.Body.FlushAsync(gone);

            // A reset overtakes what was sent just before it; give that time to arrive.
            await Task.Delay(20, gone);
            context.Abort();
            return false;
        }

        await context.Response.Body.WriteAsync(bytes, gone);
        await context.Response.CompleteAsync();
        return true;
    }

    private async Task<FakeRequest> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        using var json = JsonDocument.Parse(body);
        var messages = json.RootElement.GetProperty("messages").EnumerateArray().Select(message => (Role: message.GetProperty("role").GetString(), Text: TextOf(message))).ToList();
        return new FakeRequest(
            Interlocked.Increment(ref _count),
            json.RootElement.GetProperty("model").GetString()!,
            messages.Where(message => message.Role is "system" or "developer").Select(message => message.Text).FirstOrDefault(),
            messages.Last(message => message.Role == "user").Text,
            context.Request.Headers.Authorization,
            json.RootElement.TryGetProperty("stream", out var stream) && stream.GetBoolean(),
            body);
    }

    private static string TextOf(JsonElement message)
    {
        var content = message.GetProperty("content");
        return content.ValueKind == JsonValueKind.String
            ? content.GetString()!
            : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
