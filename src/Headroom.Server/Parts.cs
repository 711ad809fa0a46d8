using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Server.Billing;
using Headroom.Server.Dispatch;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Reading;
using Headroom.Storage.Writing;

namespace Headroom.Server;

/// <summary>What a control plane is made of, apart from the web.</summary>
internal sealed class Parts : IDisposable
{
    private Parts(
        DataLock dataLock, Store store, StoreWriter writer, LoopState state, ControlPlaneOptions options,
        ILoggerFactory logs)
    {
        (Lock, Store, Writer, Logs) = (dataLock, store, writer, logs);
        Loop = new ControlLoop(
            new PoolScheduler(), writer, state, () => Recovered(store, options.Policy), options.Time,
            logs.CreateLogger("Headroom.Loop"))
        {
            Stored = messages => Dispatcher!.Send(messages),
            Ended = _ => Ended(),
        };
        Dispatcher = new Dispatcher(
            options.Engine, store, Loop, new Orders(Path.Combine(options.DataFolder, "work")),
            logs.CreateLogger("Headroom.Dispatch"));
        Prices = new PriceLists(store);
        Budgets = new BudgetWatch(
            store, Prices, Loop, state.Cluster.Resources, options.Time, logs.CreateLogger("Headroom.Budgets"));
    }

    public DataLock Lock { get; }

    public Store Store { get; }

    public StoreWriter Writer { get; }

    public ControlLoop Loop { get; }

    public Dispatcher Dispatcher { get; }

    public PriceLists Prices { get; }

    public BudgetWatch Budgets { get; }

    public ILoggerFactory Logs { get; }

    public CancellationTokenSource Stopping { get; } = new();

    /// <summary>What is done when the loop cannot go on.</summary>
    public Action Ended { get; set; } = () => { };

    /// <summary>Opens everything, or nothing.</summary>
    public static Parts Of(ControlPlaneOptions options)
    {
        var (dataLock, store, writer) = (DataLock.Take(options.DataFolder), (Store?)null, (StoreWriter?)null);
        try
        {
            store = Store.Open(options.Store, options.Fleet);
            var state = Recovered(store, options.Policy);
            var now = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var lead = store.TakeLead(Holder(), now, until: now) ?? throw new StoreException(
                StoreFault.NewerLeader, "Another control plane leads", "stop it, or wait until its lead has ended");
            writer = store.StartWriter(lead);
            var logs = LoggerFactory.Create(logging => WebHost.Configure(logging, options.LogLevel));
            return new Parts(dataLock, store, writer, state, options, logs);
        }
        catch
        {
            writer?.Dispose();
            store?.Dispose();
            dataLock.Dispose();
            throw;
        }
    }

    /// <summary>Tells the engine and listens to it until it is stopped; a pool without that is none.</summary>
    public async Task DispatchAsync()
    {
        try
        {
            await Dispatcher.RunAsync(Stopping.Token);
        }
        // The host of all that engines are told: whoever runs the pool has to hear why it ended.
        catch (Exception fault) when (!Stopping.IsCancellationRequested)
        {
            Logs.CreateLogger("Headroom.Dispatch").DispatchEnded(fault);
            Ended();
        }
    }

    /// <summary>Watches budgets until it is stopped; a pool whose budgets have no end is none.</summary>
    public async Task WatchBudgetsAsync()
    {
        try
        {
            await Budgets.RunAsync(Stopping.Token);
        }
        catch (Exception fault) when (!Stopping.IsCancellationRequested)
        {
            Logs.CreateLogger("Headroom.Budgets").BudgetWatchEnded(fault);
            Ended();
        }
    }

    public void Dispose()
    {
        Budgets.Dispose();
        Loop.Dispose();
        Writer.Dispose();
        Store.Dispose();
        Lock.Dispose();
        Logs.Dispose();
        Stopping.Dispose();
    }

    private static LoopState Recovered(Store store, SharingPolicy policy)
    {
        var cluster = store.Recover().State;
        var last = store.Jobs.ReadAsync(new JobQuery { Order = JobSort.Newest, Size = 1 }).GetAwaiter().GetResult();
        var state = new LoopState(
            cluster, new QueueTree(policy, cluster.Resources), last.Jobs is [var newest] ? newest.Id.Value : 0);
        foreach (var (message, _) in store.Outbox.OpenAsync().GetAwaiter().GetResult())
        {
            if (message.Kind == Messages.CancelKind) state.Cancelling.Add(message.Run);
        }

        return state;
    }

    private static string Holder() => $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
}
