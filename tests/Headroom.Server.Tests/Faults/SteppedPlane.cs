using Headroom.Scheduling;
using Headroom.Server.Dispatch;
using Headroom.Server.Keeping;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headroom.Server.Tests.Faults;

/// <summary>One life of a control plane, from its start to its death: all but the web, moved step by step.</summary>
internal sealed class SteppedPlane : IDisposable
{
    private readonly SteppedContext _context;
    private readonly ControlPlaneOptions _options;
    private readonly Dispatcher _dispatcher;
    private readonly DoubtfulRuns _doubtful;

    public SteppedPlane(ControlPlaneOptions options, SteppedContext context)
    {
        (_options, _context) = (options, context);
        Store = Store.Open(options.Store, options.Fleet);
        var lead = Leadership.Take(Store, isAlone: true, options.Time.GetUtcNow(), options.Upkeep.Lease);
        Writer = Store.StartWriter(lead);
        var state = Parts.Opened(Store, options);
        Loop = new ControlLoop(
            new PoolScheduler(), Writer, state, () => Parts.Recovered(Store, options),
            options.Time, NullLogger.Instance)
        {
            Stored = turn => _dispatcher!.Take(turn),
            Appended = _ => Committed(),
            Ended = _ => { },
            Rest = _ => { },
        };
        _dispatcher = new Dispatcher(
            options.Engines, Store, Loop, new Orders(new WorkFolders("/work")), options.Time, NullLogger.Instance);
        _doubtful = new DoubtfulRuns(state.Cluster, options.Engines, Store, Loop, options.Time, NullLogger.Instance);
    }

    public Store Store { get; }

    public StoreWriter Writer { get; }

    public ControlLoop Loop { get; }

    /// <summary>Whether it has opened, and takes requests.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Jobs that had not ended when it was last asked to look; null before.</summary>
    public int? Live { get; private set; }

    /// <summary>What happens between a commit and the answers that depend on it.</summary>
    public Action Committed { get; set; } = () => { };

    /// <summary>Begins to open; it goes on as the context is run and turns are taken.</summary>
    public void Start() => _context.Within(() => _ = RunAsync());

    /// <summary>Counts the jobs that have not ended.</summary>
    public void Look() => Within(() => _ = LookAsync());

    /// <summary>Begins something that goes on as the context is run.</summary>
    public void Within(Action begin) => _context.Within(begin);

    /// <summary>Runs one thing that waits to be gone on with; false when there is none.</summary>
    public bool RunOne() => _context.RunOne();

    /// <summary>It is gone: nothing that was posted for it is ever run.</summary>
    public void Dispose()
    {
        IsOpen = false;
        Writer.Dispose();
        Store.Dispose();
    }

    private async Task LookAsync() => Live = await Loop.DoAsync(turn => turn.State.Cluster.LiveCount);

    private async Task RunAsync()
    {
        var messages = await Store.Outbox.OpenAsync();
        await Loop.DoAsync(Opening.Begin);
        await Opening.KeepPolicyAsync(Store, Loop, CancellationToken.None);
        await Opening.KeepFleetAsync(Store, Loop, _options.Fleet, CancellationToken.None);
        await Opening.TakeUpAsync(_dispatcher, _doubtful, messages, CancellationToken.None);
        IsOpen = true;
        await Task.WhenAll(
            _dispatcher.RunAsync(CancellationToken.None), _doubtful.AskAgainAsync(CancellationToken.None));
    }
}
