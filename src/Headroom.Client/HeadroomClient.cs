using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Headroom.Client.Billing;
using Headroom.Client.Events;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Client;

/// <summary>The HTTP API, typed. Thread-safe.</summary>
/// <remarks>Every call throws <see cref="ApiException"/> when the server refuses, cannot be reached or answers in a way
/// that cannot be read.</remarks>
public sealed class HeadroomClient : IDisposable
{
    /// <summary>Longest answer that is read, in bytes.</summary>
    public const int AnswerBytesMax = 64 << 20;

    private readonly HttpClient _http;

    /// <param name="server">Address of the server; ends in '/' where it has a path.</param>
    /// <param name="token">Secret of a token; empty for none.</param>
    public HeadroomClient(Uri server, string token)
        : this(
            new HttpClient(HttpTo(server)) { BaseAddress = server, MaxResponseContentBufferSize = AnswerBytesMax },
            token)
    {
    }

    /// <param name="http">Knows the address of the server; closed with this.</param>
    /// <param name="token">Secret of a token; empty for none.</param>
    public HeadroomClient(HttpClient http, string token)
    {
        _http = http;
        if (token.Length > 0) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Submits a job, or an array of jobs.</summary>
    /// <param name="job">The job.</param>
    /// <param name="key">Chosen by the caller: sent twice it makes one job, with the same answer.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Submitted> SubmitAsync(JobRequest job, string key, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(job, options: ApiJson.Options);
        return await SendAsync<Submitted>(request, cancellation);
    }

    /// <summary>One page of jobs.</summary>
    public Task<JobList> JobsAsync(JobFilter filter, CancellationToken cancellation = default) =>
        GetAsync<JobList>("api/v1/jobs" + filter.ToQuery(), cancellation);

    /// <summary>One job.</summary>
    public Task<JobDetail> JobAsync(long id, CancellationToken cancellation = default) =>
        GetAsync<JobDetail>(PathOf(id), cancellation);

    /// <summary>Why a job waits.</summary>
    /// <param name="id">The job.</param>
    /// <param name="withChanges">Whether to say what would start it, which may take seconds on a large pool.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<WhyView> WhyAsync(
        long id, bool withChanges = false, CancellationToken cancellation = default) =>
        GetAsync<WhyView>(PathOf(id, withChanges ? "why?changes=true" : "why"), cancellation);

    /// <summary>What a job wrote, from an offset on.</summary>
    /// <param name="id">The job.</param>
    /// <param name="isError">Whether of its error stream.</param>
    /// <param name="offset">In bytes.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<LogPart> LogAsync(long id, bool isError, long offset, CancellationToken cancellation = default) =>
        GetAsync<LogPart>(
            PathOf(id, "logs") + string.Create(
                CultureInfo.InvariantCulture, $"?stream={(isError ? "stderr" : "stdout")}&offset={offset}"),
            cancellation);

    /// <summary>Ends a job.</summary>
    public Task<JobDetail> CancelAsync(long id, CancellationToken cancellation = default) =>
        PostAsync(id, "cancel", cancellation);

    /// <summary>Keeps a waiting job from starting.</summary>
    public Task<JobDetail> HoldAsync(long id, CancellationToken cancellation = default) =>
        PostAsync(id, "hold", cancellation);

    /// <summary>Lets a held job go on.</summary>
    public Task<JobDetail> ReleaseAsync(long id, CancellationToken cancellation = default) =>
        PostAsync(id, "release", cancellation);

    /// <summary>
    /// Queues a job again: a running one is stopped first, and one that has ended is submitted anew.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="key">Chosen by the caller: sent twice it is done once, with the same answer.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Requeued> RequeueAsync(long id, string key, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(id, "requeue"));
        request.Headers.Add("Idempotency-Key", key);
        return await SendAsync<Requeued>(request, cancellation);
    }

    /// <summary>Lets a node take no new work.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="isNow">Whether what runs on it is stopped and queued again, and not left to end.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<NodeView> DrainAsync(string node, bool isNow, CancellationToken cancellation = default) =>
        PostAsync<NodeView>($"{NodePath(node)}/drain{(isNow ? "?now=true" : "")}", cancellation);

    /// <summary>Lets a node take work again.</summary>
    public Task<NodeView> UndrainAsync(string node, CancellationToken cancellation = default) =>
        PostAsync<NodeView>($"{NodePath(node)}/undrain", cancellation);

    /// <summary>The policy that the pool goes by.</summary>
    public Task<PolicyView> PolicyAsync(CancellationToken cancellation = default) =>
        GetAsync<PolicyView>("api/v1/policy", cancellation);

    /// <summary>The last days of the pool under its policy and under another one; may take a minute.</summary>
    public async Task<PolicyPreview> PreviewPolicyAsync(string text, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/policy/preview");
        request.Content = JsonContent.Create(new PolicyRequest { Text = text }, options: ApiJson.Options);
        return await SendAsync<PolicyPreview>(request, cancellation);
    }

    /// <summary>The last days of the pool with another policy or another fleet; may take a minute.</summary>
    public async Task<WhatIfView> WhatIfAsync(WhatIfRequest change, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/what-if");
        request.Content = JsonContent.Create(change, options: ApiJson.Options);
        return await SendAsync<WhatIfView>(request, cancellation);
    }

    /// <summary>Puts another policy in the place of the pool's own.</summary>
    /// <param name="text">The policy in YAML.</param>
    /// <param name="version">Version that it follows: it is refused when that has changed.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<PolicyView> ApplyPolicyAsync(string text, long version, CancellationToken cancellation = default)
    {
        using var request = PutOf("api/v1/policy", new PolicyRequest { Text = text }, version);
        return await SendAsync<PolicyView>(request, cancellation);
    }

    /// <summary>When a job that waits is expected to start.</summary>
    public Task<StartView> StartAsync(long id, CancellationToken cancellation = default) =>
        GetAsync<StartView>(PathOf(id, "start"), cancellation);

    /// <summary>When a job would start if it were submitted now.</summary>
    public async Task<StartView> StartOfAsync(JobRequest job, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs/start");
        request.Content = JsonContent.Create(job, options: ApiJson.Options);
        return await SendAsync<StartView>(request, cancellation);
    }

    /// <summary>The clusters.</summary>
    public Task<IReadOnlyList<ClusterView>> ClustersAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<ClusterView>>("api/v1/clusters", cancellation);

    /// <summary>
    /// Adds a cluster, which takes work at once; the same description again changes nothing. May take a minute.
    /// </summary>
    public async Task<ClusterAdded> AddClusterAsync(ClusterRequest cluster, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/clusters");
        request.Content = JsonContent.Create(cluster, options: ApiJson.Options);
        return await SendAsync<ClusterAdded>(request, cancellation);
    }

    /// <summary>Removes a cluster that was added.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isForced">Whether to remove it though jobs run there, which go on.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<ClusterRemoved> RemoveClusterAsync(
        string name, bool isForced = false, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Delete, $"api/v1/clusters/{Uri.EscapeDataString(name)}{(isForced ? "?force=true" : "")}");
        return await SendAsync<ClusterRemoved>(request, cancellation);
    }

    /// <summary>What a cluster has of all that will be needed, and what is missing.</summary>
    public Task<IReadOnlyList<ClusterCheck>> CheckClusterAsync(string name, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<ClusterCheck>>($"api/v1/clusters/{Uri.EscapeDataString(name)}/checks", cancellation);

    /// <summary>The nodes.</summary>
    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<NodeView>>("api/v1/nodes", cancellation);

    /// <summary>The queues.</summary>
    public Task<IReadOnlyList<QueueView>> QueuesAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<QueueView>>("api/v1/queues", cancellation);

    /// <summary>Prices and budgets as they are now.</summary>
    public Task<BillingView> BillingAsync(CancellationToken cancellation = default) =>
        GetAsync<BillingView>("api/v1/billing", cancellation);

    /// <summary>Gives other prices and budgets.</summary>
    /// <param name="rules">What use costs from now on.</param>
    /// <param name="version">The version that they take the place of, 0 for none; null for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<BillingView> ApplyBillingAsync(
        BillingRequest rules, long? version, CancellationToken cancellation = default)
    {
        using var request = PutOf("api/v1/billing", rules, version);
        return await SendAsync<BillingView>(request, cancellation);
    }

    /// <summary>What was used.</summary>
    public Task<UsageView> UsageAsync(UsageFilter filter, CancellationToken cancellation = default) =>
        GetAsync<UsageView>("api/v1/usage" + filter.ToQuery(), cancellation);

    /// <summary>Invoices of a month.</summary>
    /// <param name="month">Such as <c>2026-11</c>; null for this one.</param>
    /// <param name="tenant">Only of this tenant; null for all that the bearer may see.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<IReadOnlyList<InvoiceView>> InvoicesAsync(
        string? month, string? tenant, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<InvoiceView>>(
            "api/v1/invoices" + Query.Of(("month", month), ("tenant", tenant)), cancellation);

    /// <summary>The tenants that the bearer may see.</summary>
    public Task<IReadOnlyList<TenantView>> TenantsAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<TenantView>>("api/v1/tenants", cancellation);

    /// <summary>The tokens that the bearer may see.</summary>
    public Task<IReadOnlyList<TokenView>> TokensAsync(CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<TokenView>>("api/v1/tokens", cancellation);

    /// <summary>Makes a token. Its secret is told this once; asked twice it makes two.</summary>
    public async Task<TokenMade> CreateTokenAsync(TokenRequest token, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/tokens");
        request.Content = JsonContent.Create(token, options: ApiJson.Options);
        return await SendAsync<TokenMade>(request, cancellation);
    }

    /// <summary>Makes a token worthless, at once and for good.</summary>
    public async Task<TokenView> RevokeTokenAsync(long id, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Delete, string.Create(CultureInfo.InvariantCulture, $"api/v1/tokens/{id}"));
        return await SendAsync<TokenView>(request, cancellation);
    }

    /// <summary>What changes, as it changes, until the server ends the stream: then go on after the last one.</summary>
    /// <param name="after">Number of the last change that is known; null for what changes from now on.</param>
    /// <param name="job">Only of this job; null for all that the bearer may see.</param>
    /// <param name="cancellation">Ends the stream.</param>
    public async IAsyncEnumerable<ChangeView> ChangesAsync(
        long? after = null, long? job = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ChangeReader.PathOf(after, job));
        using var response = await GuardAsync(
            () => OpenAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation), cancellation);
        await foreach (var change in ChangeReader.ReadAsync(response, _http.BaseAddress!, cancellation))
            yield return change;
    }

    /// <summary>The gap, and what closes it.</summary>
    public PlanningClient Planning => new(this);

    /// <summary>The exchange that the pool keeps.</summary>
    public ExchangeClient Exchange => new(this);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    internal async Task<TAnswer> AskAsync<TQuestion, TAnswer>(
        string path, TQuestion question, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = JsonContent.Create(question, options: ApiJson.Options);
        return await SendAsync<TAnswer>(request, cancellation);
    }

    // A proxy of the environment leads out of the machine, and a redirect would lead the token to another one.
    private static SocketsHttpHandler HttpTo(Uri server) =>
        new() { UseProxy = !server.IsLoopback, AllowAutoRedirect = false };

    private static string PathOf(long id, string part = "") => string.Create(
        CultureInfo.InvariantCulture, $"api/v1/jobs/{id}{(part.Length > 0 ? "/" : "")}{part}");

    private static string NodePath(string node) => $"api/v1/nodes/{Uri.EscapeDataString(node)}";

    private Task<JobDetail> PostAsync(long id, string action, CancellationToken cancellation) =>
        PostAsync<JobDetail>(PathOf(id, action), cancellation);

    private async Task<T> PostAsync<T>(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        return await SendAsync<T>(request, cancellation);
    }

    private static HttpRequestMessage PutOf<T>(string path, T body, long? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = JsonContent.Create(body, options: ApiJson.Options),
        };
        if (version is { } known)
        {
            request.Headers.TryAddWithoutValidation(
                "If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{known}\""));
        }

        return request;
    }

    internal async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync<T>(request, cancellation);
    }

    private Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellation) => GuardAsync(
        async () =>
        {
            using var response = await OpenAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
            return await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellation)
                ?? throw new JsonException("The answer is null.");
        },
        cancellation);

    private async Task<HttpResponseMessage> OpenAsync(
        HttpRequestMessage request, HttpCompletionOption until, CancellationToken cancellation)
    {
        var response = await _http.SendAsync(request, until, cancellation);
        if (response.IsSuccessStatusCode) return response;

        using (response)
            throw new ApiException(await ProblemOf(response, cancellation)) { RetryAfter = RetryAfterOf(response) };
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException fault) when (
            fault.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse)
        {
            throw ApiException.Unreadable(_http.BaseAddress!, fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw ApiException.Unreadable(_http.BaseAddress!, fault);
        }
        catch (HttpRequestException fault)
        {
            throw new ApiException(_http.BaseAddress!, fault);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            // The time of the client itself is over.
            throw new ApiException(_http.BaseAddress!, fault);
        }
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    private static async Task<Problem> ProblemOf(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && await TryReadProblem(response.Content, cancellation) is { } problem)
        {
            return problem with { Status = (int)response.StatusCode };
        }

        return new Problem
        {
            Type = Problem.NoDetails,
            Title = $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}",
            Status = (int)response.StatusCode,
        };
    }

    private static async Task<Problem?> TryReadProblem(HttpContent content, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadFromJsonAsync<Problem>(ApiJson.Options, cancellation);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
