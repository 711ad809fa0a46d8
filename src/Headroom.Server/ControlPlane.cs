using Headroom.Server.Dispatch;
using Headroom.Traces.Policies;

namespace Headroom.Server;

/// <summary>
/// A pool that runs jobs: the store, the loop that decides, the engine that runs, and the API in front of them.
/// </summary>
public sealed class ControlPlane : IAsyncDisposable
{
    // What removes old rows does so in many steps, and may go on with them after the next start.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly Parts _parts;
    private readonly WebApplication _web;
    private readonly Task _work;

    private ControlPlane(Parts parts, WebApplication web, Task work, string? adminToken) =>
        (_parts, _web, _work, AdminToken) = (parts, web, work, adminToken);

    /// <summary>The secret of the first token, on the first start only: nobody can be told again.</summary>
    public string? AdminToken { get; }

    /// <summary>Version of the policy that it started with.</summary>
    public long PolicyVersion { get; private init; }

    /// <summary>Whether that is the one that the options name, where they name one.</summary>
    public bool IsPolicyAsNamed { get; private init; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<string> Addresses => [.. _web.Urls];

    /// <summary>What the web is made of, for those who test it.</summary>
    internal IServiceProvider Services => _web.Services;

    /// <summary>Ends when it was told to stop, or cannot go on.</summary>
    public Task Ended => _web.WaitForShutdownAsync();

    /// <summary>Starts a control plane, which finds again what ran when it was stopped.</summary>
    /// <exception cref="Storage.Faults.StoreException">The store cannot be used.</exception>
    /// <exception cref="IOException">Another one uses the folder, or an address is taken.</exception>
    public static async Task<ControlPlane> StartAsync(
        ControlPlaneOptions options, CancellationToken cancellation = default)
    {
        var parts = Parts.Of(options);
        try
        {
            var messages = await parts.Store.Outbox.OpenAsync(cancellation);
            parts.Loop.Start();
            await parts.Loop.DoAsync(Opening.Begin);
            var (policy, followed) = await Opening.KeepPolicyAsync(parts.Store, parts.Loop, cancellation);
            await Opening.KeepFleetAsync(parts.Store, parts.Loop, options.Fleet, cancellation);
            await Opening.MarkNodesAsync(parts.Loop, options.Engines);
            var secret = await Opening.FirstTokenAsync(parts.Store, parts.Loop, cancellation);
            await RunsOfOthers.PassOverAsync(
                options.Engines.All, parts.Loop, options.Time, parts.Logs.CreateLogger("Headroom.Dispatch"), cancellation);
            await Opening.TakeUpAsync(parts.Dispatcher, parts.Doubtful, messages, cancellation);

            var web = WebHost.Create(options, parts);
            await web.StartAsync(cancellation);
            parts.Ended = web.Lifetime.StopApplication;
            return new ControlPlane(parts, web, parts.RunAsync(), secret)
            {
                PolicyVersion = policy.Version,
                IsPolicyAsNamed = options.PolicyText is null
                    || PolicyText.Of(followed) == PolicyText.Of(options.Policy),
            };
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more requests, stores what waits and ends. Jobs go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _parts.Stopping.CancelAsync();
        await _work.WaitAsync(StopPatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _parts.Dispose();
        await _web.DisposeAsync();
    }
}
