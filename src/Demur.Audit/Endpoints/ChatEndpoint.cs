using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Demur.Audit.Endpoints;

/// <summary>Makes the chat client of a <see cref="ModelSpec"/>: the provider's own client with its retries switched off, because the audit has the only retry layer.</summary>
public static class ChatEndpoint
{
    /// <summary>The bytes of one response body past which reading stops with an error: 64 MiB.</summary>
    public const long MaxResponseBytes = 64L << 20;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Makes a chat client.</summary>
    /// <param name="spec">The model and its address.</param>
    /// <param name="key">The key, or null for an endpoint that needs none. It goes into the Authorization header and nowhere else.</param>
    /// <returns>A client that is safe for many threads; disposing of it closes its connections.</returns>
    public static IChatClient Connect(ModelSpec spec, string? key)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var http = new HttpClient(new ResponseLimitHandler(
            new SocketsHttpHandler { ConnectTimeout = ConnectTimeout, PooledConnectionLifetime = TimeSpan.FromMinutes(10), AllowAutoRedirect = false },
            MaxResponseBytes))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var options = new OpenAIClientOptions
        {
            Endpoint = spec.Address,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            Transport = new HttpClientPipelineTransport(http),
            UserAgentApplicationId = "demur",
        };

        // The SDK insists on a credential; endpoints without keys ignore this word.
        var client = new OpenAIClient(new ApiKeyCredential(key ?? "none"), options);
        return new HttpOwningChatClient(client.GetChatClient(spec.Model).AsIChatClient(), http);
    }

    private sealed class HttpOwningChatClient(IChatClient inner, HttpClient http) : DelegatingChatClient(inner)
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing)
            {
                http.Dispose();
            }
        }
    }
}
