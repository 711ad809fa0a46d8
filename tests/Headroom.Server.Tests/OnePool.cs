namespace Headroom.Server.Tests;

/// <summary>Tests each of which has a pool of its own, on either kind of store.</summary>
/// <param name="kind">Where its store lies.</param>
/// <param name="tenants">Its queues; none for the usual one.</param>
public abstract class OnePool(StoreKind kind, params string[] tenants) : IAsyncLifetime
{
    private protected RealPool Pool { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Pool = await RealPool.StartOnAsync(kind, tenants);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Pool.DisposeAsync();
    }
}
