using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Server.Access;
using Headroom.Server.Agreements;
using Headroom.Server.Api;
using Headroom.Server.Billing;
using Headroom.Server.Changes;
using Headroom.Server.Clusters;
using Headroom.Server.Dispatch;
using Headroom.Server.Estimates;
using Headroom.Server.Joining;
using Headroom.Server.Keeping;
using Headroom.Server.Loop;
using Headroom.Server.Market;
using Headroom.Server.Outbox;
using Headroom.Server.Planning;
using Headroom.Server.Policies;
using Headroom.Server.Telemetry;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Reading;
using Headroom.Storage.Writing;
using OpenTelemetry.Trace;

namespace Headroom.Server;

/// <summary>What a control plane is made of, apart from the web.</summary>
internal sealed class Parts : IDisposable
{
    private Parts(
        DataLock dataLock, Store store, StoreWriter writer, LoopState state, ControlPlaneOptions options,
        ILoggerFactory logs)
    {
        (Lock, Store, Writer, Logs) = (dataLock, store, writer, logs);
        Traces = TraceExport.Start(options.TraceCollector);
        Changes = new ChangeFeed(store);
        Tokens = new KnownTokens(store, options.Time);
        Keys = new StoredKeys(store.Access.LastAnswerExpiresAsync().GetAwaiter().GetResult() ?? 0);
        Loop = new ControlLoop(
            new PoolScheduler(), writer, state, () => Recovered(store, options), options.Time,
            logs.CreateLogger("Headroom.Loop"))
        {
            Stored = Take,
            Appended = Changes.Append,
            Ended = _ => Ended(),
        };
        var journal = options.ExchangeFolder is { } exchange ? new ExchangeJournal(exchange) : null;
        Agreements = journal is null
            ? null
            : new AgreementGate(options.ExchangeFolder!, journal, options.Time) { SealedRun = options.SealedRun };
        Exchange = new PoolExchange(
            journal, journal is null ? null : new KeyTenants(Path.Combine(options.ExchangeFolder!, "owners.jsonl")), Loop,
            options.Time)
        {
            Gate = Agreements,
        };
        var work = new WorkFolders(Path.Combine(options.DataFolder, "work"));
        Dispatcher = new Dispatcher(
            options.Engines, store, Loop, new Orders(work) { Agreements = Agreements }, options.Time, logs.CreateLogger("Headroom.Dispatch"));
        Prices = new PriceLists(store);
        Budgets = new BudgetWatch(
            store, Prices, Loop, options.Time, logs.CreateLogger("Headroom.Budgets"));
        Trial = new PolicyTrial(store, Loop, options.Time);
        Estimates = new StartEstimates(store, Loop, options.Time);
        Starts = new StartChanges(Loop, options.Time);
        Gap = new PoolGap(store, Loop, Trial, options.Time);
        Doubtful = new DoubtfulRuns(
            state.Cluster, options.Engines, store, Loop, options.Time, logs.CreateLogger("Headroom.Dispatch"));
        Clusters = new ClusterWatch(
            options.Engines, Loop, options.ClusterWatch, options.Time, logs.CreateLogger("Headroom.Clusters"));
        Joining = new JoiningClusters(
            options.Host, options.Engines, store, Loop, Dispatcher, Doubtful, options.Time,
            logs.CreateLogger("Headroom.Clusters"));
        Upkeep = new Upkeep(
            store, writer, Loop, new OldRuns(options.Engines, store, work), options.Upkeep, options.Time,
            logs.CreateLogger("Headroom.Upkeep"));
    }

    public DataLock Lock { get; }

    public Store Store { get; }

    public StoreWriter Writer { get; }

    public ControlLoop Loop { get; }

    public ChangeFeed Changes { get; }

    public KnownTokens Tokens { get; }

    public StoredKeys Keys { get; }

    public PoolExchange Exchange { get; }

    public AgreementGate? Agreements { get; }

    public Dispatcher Dispatcher { get; }

    public PriceLists Prices { get; }

    public BudgetWatch Budgets { get; }

    public PolicyTrial Trial { get; }

    public StartEstimates Estimates { get; }

    public StartChanges Starts { get; }

    public PoolGap Gap { get; }

    public Questions Questions { get; } = new();

    public DoubtfulRuns Doubtful { get; }

    public ClusterWatch Clusters { get; }

    public JoiningClusters Joining { get; }

    public Upkeep Upkeep { get; }

    public ILoggerFactory Logs { get; }

    public TracerProvider? Traces { get; }

    public CancellationTokenSource Stopping { get; } = new();

    /// <summary>What is done when the loop cannot go on.</summary>
    public Action Ended { get; set; } = () => { };

    /// <summary>Opens everything, or nothing.</summary>
    public static Parts Of(ControlPlaneOptions options)
    {
        var dataLock = DataLock.Take(options.DataFolder, options.Store);
        var (store, writer) = ((Store?)null, (StoreWriter?)null);
        try
        {
            store = Store.Open(options.Store, options.Fleet);
            // First the lead: nobody else may change what is read then.
            var lead = Leadership.Take(
                store, isAlone: !options.Store.IsPostgres, options.Time.GetUtcNow(), options.Upkeep.Lease);
            writer = store.StartWriter(lead);
            var state = Opened(store, options);
            var logs = LoggerFactory.Create(logging => WebHost.Configure(logging, options));
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

    /// <summary>
    /// Does all that the pool does by itself until it is stopped. A pool that lacks any of it is none, and ends.
    /// </summary>
    public Task RunAsync() => Task.WhenAll(
        HostAsync("Headroom.Dispatch", Notes.DispatchEnded, Dispatcher.RunAsync),
        HostAsync("Headroom.Dispatch", Notes.DispatchEnded, Doubtful.AskAgainAsync),
        HostAsync("Headroom.Budgets", Notes.BudgetWatchEnded, Budgets.RunAsync),
        HostAsync("Headroom.Clusters", Notes.ClusterWatchEnded, Clusters.RunAsync),
        HostAsync("Headroom.Upkeep", Notes.UpkeepEnded, Upkeep.RunAsync));

    private async Task HostAsync(
        string category, Action<ILogger, Exception> tell, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(Stopping.Token);
        }
        // The host of the work: whoever runs the pool has to hear why it ended.
        catch (Exception fault) when (!Stopping.IsCancellationRequested)
        {
            tell(Logs.CreateLogger(category), fault);
            Ended();
        }
    }

    public void Dispose()
    {
        Budgets.Dispose();
        Loop.Dispose();
        GiveUpLead();
        Writer.Dispose();
        Store.Dispose();
        Lock.Dispose();
        Traces?.Dispose();
        Logs.Dispose();
        Trial.Dispose();
        Estimates.Dispose();
        Starts.Dispose();
        Questions.Dispose();
        Joining.Dispose();
        Stopping.Dispose();
    }

    /// <summary>All that the loop has to know, as the store has it.</summary>
    public static LoopState Recovered(Store store, ControlPlaneOptions options)
    {
        var (cluster, sequence) = store.Recover();
        var (policy, version) = PolicyBook.Of(store, options, cluster.Resources);
        var last = store.Jobs.ReadAsync(new JobQuery { Order = JobSort.Newest, Size = 1 }).GetAwaiter().GetResult();
        var state = new LoopState(
            cluster, new QueueTree(policy, cluster.Resources), last.Jobs is [var newest] ? newest.Id.Value : 0)
        {
            Sequence = sequence,
            Policy = version,
            FleetVersion = store.Access.SettingAsync(StoredFleet.Setting).GetAwaiter().GetResult()?.Version ?? 0,
        };
        if (store.Access.SettingAsync(AddedClusters.Setting).GetAwaiter().GetResult() is { } clusters)
            state.Clusters = clusters;

        foreach (var (message, _) in store.Outbox.OpenAsync().GetAwaiter().GetResult())
        {
            if (message.Kind == Messages.CancelKind) state.Cancelling.Add(message.Run);
        }

        return state;
    }

    /// <summary>The same for a control plane that begins now.</summary>
    public static LoopState Opened(Store store, ControlPlaneOptions options)
    {
        var state = Recovered(store, options);
        var (last, now) = (state.Cluster.Now, options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        state.Absence = new Absence(last, Math.Max(last, now));
        return state;
    }

    // All that goes by what is stored, before whoever asked for it hears of it.
    private void Take(Turn turn)
    {
        if (turn.Tokens.Count > 0) Tokens.Forget();
        Keys.Keep(turn.Answers, turn.Now);
        Dispatcher.Take(turn);
    }

    // So that whoever starts next need not wait for the end of the lease.
    private void GiveUpLead()
    {
        try
        {
            Writer.ExtendLeadAsync(0).GetAwaiter().GetResult();
        }
        catch (StoreException)
        {
            // It ends by itself.
        }
    }
}
