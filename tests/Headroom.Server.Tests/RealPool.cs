using System.Text;
using Headroom.Client;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;
using Headroom.Engines.Local;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Keeping;
using Headroom.Storage;
using Headroom.Testing;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Tests;

/// <summary>
/// A control plane as <c>headroom up</c> starts it, with declared accelerators: a store in a file, processes of this
/// machine, and HTTP in between.
/// </summary>
internal sealed class RealPool : IAsyncDisposable
{
    /// <summary>Few, so that the bound is reached with few connections.</summary>
    public const int StreamsOfOneMax = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-server-").FullName;
    private readonly SharingPolicy _policy;
    private readonly Func<ControlPlaneOptions, ControlPlaneOptions> _with;
    private ControlPlane? _plane;
    private StoreAddress _store = StoreAddress.File("none");
    private string _secret = "";

    private RealPool(SharingPolicy policy, Func<ControlPlaneOptions, ControlPlaneOptions> with) =>
        (_policy, _with) = (policy, with);

    /// <summary>One node.</summary>
    public static Fleet Fleet { get; } = new() { Nodes = [new Node("local", 4_000, 16_384, 4, "A100")] };

    /// <summary>The bearer of the first token.</summary>
    public HeadroomClient Admin => ClientOf(_secret);

    public IServiceProvider Services => _plane!.Services;

    public Uri Address => new(_plane!.Addresses[0]);

    public static Task<RealPool> StartAsync(params string[] tenants) => StartWithAsync(options => options, tenants);

    /// <summary>The same with its store in a PostgreSQL database of its own, where it is asked for.</summary>
    public static Task<RealPool> StartOnAsync(StoreKind kind, params string[] tenants)
    {
        if (kind == StoreKind.Sqlite) return StartAsync(tenants);

        var store = StoreAddress.Parse(TemporaryPostgres.NewDatabase());
        return StartWithAsync(options => options with { Store = store }, tenants);
    }

    /// <summary>The same with options of its own.</summary>
    public static async Task<RealPool> StartWithAsync(
        Func<ControlPlaneOptions, ControlPlaneOptions> with, params string[] tenants)
    {
        var policy = tenants.Length == 0
            ? SharingPolicy.OneQueue()
            : new SharingPolicy { Queues = [.. tenants.Select(name => new QueueDefinition { Name = name })] };
        var pool = new RealPool(policy, with);
        await pool.OpenAsync();
        return pool;
    }

    /// <summary>Stops the control plane and starts it anew over the same folder.</summary>
    /// <param name="between">Done while none runs.</param>
    public async Task RestartAsync(Action<string>? between = null)
    {
        await _plane!.DisposeAsync();
        between?.Invoke(_folder);
        await OpenAsync();
    }

    /// <summary>Ends when the control plane says that it cannot go on.</summary>
    public Task EndedAsync() => _plane!.Ended.WaitAsync(Patience);

    /// <summary>Where the pool lies.</summary>
    public string Folder => _folder;

    /// <summary>How its store is looked after, from the next start on.</summary>
    public UpkeepOptions Upkeep { get; set; } = new();

    /// <summary>A client with a token of its own.</summary>
    public async Task<HeadroomClient> ClientAsync(TokenRole role, string tenant)
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _secret);
        var request = new TokenRequest { Name = $"{role}-{tenant}", Role = role, Tenant = tenant };
        using var response = await http.PostAsync(
            "api/v1/tokens",
            new StringContent(System.Text.Json.JsonSerializer.Serialize(request, ApiJson.Options), Encoding.UTF8, "application/json"));
        response.EnsureSuccessStatusCode();
        var made = System.Text.Json.JsonSerializer.Deserialize<TokenMade>(
            await response.Content.ReadAsStringAsync(), ApiJson.Options)!;
        return ClientOf(made.Secret);
    }

    /// <summary>Requests as they are written, with the first token.</summary>
    public HttpClient Http()
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _secret);
        return http;
    }

    /// <summary>A request with a body as it is.</summary>
    public async Task<(int Status, string Body)> SendAsync(
        HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", token ?? $"Bearer {_secret}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A job whose shell runs a script.</summary>
    public static JobRequest Script(string script, int gpus = 1) =>
        new() { Command = ["/bin/sh", "-c", script], Gpus = gpus, CpuMillicores = 10 };

    /// <summary>The job once it stands as asked.</summary>
    public static async Task<JobDetail> UntilAsync(HeadroomClient client, long id, params JobStatus[] states)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await client.JobAsync(id, patience.Token);
            if (states.Contains(job.State)) return job;

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    /// <summary>Ends once a job's program has written something.</summary>
    public static async Task UntilLogAsync(HeadroomClient client, long id, string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var log = await client.LogAsync(id, isError: false, offset: 0, patience.Token);
            if (log.Text.Contains(text, StringComparison.Ordinal)) return;

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    public static Task<JobDetail> UntilEndedAsync(HeadroomClient client, long id) =>
        UntilAsync(client, id, JobStatus.Succeeded, JobStatus.Failed, JobStatus.Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _plane!.DisposeAsync();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
                return;
            }
            // A supervisor that outlives the control plane, as it should, may write its last file just now.
            catch (IOException) when (attempt < 50)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private HeadroomClient ClientOf(string secret) => new(Address, secret);

    private async Task OpenAsync()
    {
        var options = _with(new ControlPlaneOptions
        {
            Store = StoreAddress.File(Path.Combine(_folder, "headroom.db")),
            DataFolder = _folder,
            Fleet = Stored(StoredFleet.Setting) is { } known ? StoredFleet.Parse(known) : Fleet,
            Policy = _policy,
            Engines = new([OwnEngine(), .. AddedClusters.Parse(Stored(AddedClusters.Setting) ?? "")
                .Select(cluster => Host.Open(cluster))])
            {
                IsStrict = true,
            },
            Host = Host,
            Addresses = ["http://127.0.0.1:0"],
            Upkeep = Upkeep,
            LogLevel = LogLevel.Critical,
            StreamsOfOneMax = StreamsOfOneMax,
        });
        _store = options.Store;
        _plane = await ControlPlane.StartAsync(options);
        _secret = _plane.AdminToken ?? _secret;
    }

    private EngineHost Host => new(_folder, [Supervisor(), "supervise"]);

    private LocalEngine OwnEngine() => new(
        new LocalEngineOptions
        {
            Root = Path.Combine(_folder, "engine"),
            Supervisor = [Supervisor(), "supervise"],
            Gpus = ValueList.From(Enumerable.Repeat(new DiscoveredGpu("A100"), 4)),
            Poll = TimeSpan.FromMilliseconds(50),
        },
        TimeProvider.System);

    // What is there of before, as a start reads it.
    private string? Stored(string setting)
    {
        if (_plane is null) return null;

        using var store = ReadOnlyStore.Open(_store);
        return store.Access.SettingAsync(setting).GetAwaiter().GetResult()?.Text;
    }

    private static string Supervisor()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/') + "/")!);
        return Path.Combine(
            Repository.Root, "artifacts", "bin", "Headroom.Engines.Host", configuration, "Headroom.Engines.Host");
    }
}
