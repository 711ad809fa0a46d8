using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;
using Headroom.Storage.Writing;

namespace Headroom.Server.Tests.Faults;

/// <summary>
/// A control plane, two clusters and their engines, and everything that goes wrong with them, drawn from one seed: it
/// is killed between any two steps and between a commit and its answers, another one takes its place while it still
/// lives, its clock jumps, its disk is full, one engine or both are deaf, and calls, answers and reports are lost,
/// doubled, late and out of order.
/// </summary>
internal sealed class FaultSchedule : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    private static readonly Fleet Fleet = new()
    {
        Nodes = [NodeOf("a", "east"), NodeOf("b", "east"), NodeOf("west:a", "west")],
    };

    private readonly Random _chance;
    private readonly string _folder;
    private readonly SteppedTime _time = new(Start);
    private readonly VirtualClock _siteClock = new(Start);
    private readonly IReadOnlyList<SimulatedSite> _sites;
    private readonly SimulatedFaults _faults;
    private readonly StubbornClient _client;
    private readonly Dictionary<RunId, RunOrder> _orders = [];
    private SteppedPlane _plane;
    private SteppedPlane? _replaced;
    private bool _isResting;

    public FaultSchedule(int seed)
    {
        _chance = new Random(seed);
        _folder = Folder();
        _faults = new SimulatedFaults
        {
            Seed = (ulong)seed,
            RequestLostPermille = _chance.Next(200),
            RequestLatePermille = _chance.Next(150),
            ReplyLostPermille = _chance.Next(200),
            DoubledPermille = _chance.Next(200),
            DelayedPermille = _chance.Next(300),
            ReportDoubledPermille = _chance.Next(300),
            RunLostPermille = _chance.Next(100),
            DelayMost = TimeSpan.FromSeconds(_chance.Next(1, 20)),
        };
        _sites = [SiteOf("a", "b"), SiteOf("a")];
        _client = new StubbornClient(_chance);
        _plane = NewPlane(_faults);
    }

    /// <summary>What happened, for whoever has to find out why.</summary>
    public List<string> Story { get; } = [];

    /// <summary>Lets everything go wrong, then come to rest, and looks whether all is as it has to be.</summary>
    public async Task RunAsync()
    {
        for (var step = _chance.Next(50, 250); step > 0; step--) Step();

        ComeToRest();
        await new Aftermath(_plane.Store, _client.Requests, _orders, _sites).CheckAsync();
    }

    public void Dispose()
    {
        _replaced?.Dispose();
        _plane.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // In memory where there is such a place: what a disk keeps is tested elsewhere.
    private static string Folder()
    {
        const string Memory = "/dev/shm";
        return Directory.Exists(Memory)
            ? Directory.CreateDirectory(Path.Combine(Memory, $"headroom-faults-{Guid.NewGuid():N}")).FullName
            : Directory.CreateTempSubdirectory("headroom-faults-").FullName;
    }

    private static Node NodeOf(string name, string cluster) =>
        new(name, 4_000, 16_384, 4, "A100") { Place = new NodePlace(Cluster: cluster) };

    private SimulatedSite SiteOf(params string[] nodes) => new(
        _siteClock, [.. nodes.Select(node => new DiscoveredNode(node, 4_000, 16_384, []))], Accept, _faults)
    {
        StartLatency = TimeSpan.FromMilliseconds(_chance.Next(2_000)),
    };

    // A run that came to both clusters would be there already.
    private SimulatedProgram Accept(RunOrder order)
    {
        _orders.Add(order.Id, order);
        var (runtime, exit) = (int.Parse(order.Command[1], CultureInfo.InvariantCulture),
            int.Parse(order.Command[2], CultureInfo.InvariantCulture));
        return new SimulatedProgram(TimeSpan.FromMilliseconds(runtime), exit) { IgnoresTerminate = runtime % 7 == 0 };
    }

    private SteppedPlane NewPlane(SimulatedFaults faults)
    {
        var plane = new SteppedPlane(
            new ControlPlaneOptions
            {
                Store = StoreAddress.File(Path.Combine(_folder, "headroom.db")),
                DataFolder = _folder,
                Fleet = Fleet,
                Policy = SharingPolicy.OneQueue(),
                Engines = new(
                    new SimulatedEngine(_sites[0], faults, "east"), new SimulatedEngine(_sites[1], faults, "west")),
                Time = _time,
            },
            new SteppedContext(_chance));
        plane.Start();
        return plane;
    }

    private void Step()
    {
        switch (_chance.Next(100))
        {
            case < 32: Continue(_plane, _chance.Next(1, 8)); break;
            case < 60: Turn(); break;
            case < 72: Pass(TimeSpan.FromMilliseconds(Math.Pow(10, _chance.NextDouble() * 4.5))); break;
            case < 82: WhenOpen("submit", () => _client.Submit(_plane, _time.GetUtcNow())); break;
            case < 85: WhenOpen("resend", () => _client.Resend(_plane, _time.GetUtcNow())); break;
            case < 89: WhenOpen("change", () => _client.Change(_plane)); break;
            case < 90: Jump(TimeSpan.FromMilliseconds(_chance.Next(-600_000, 600_000))); break;
            case < 91: Toggle(); break;
            case < 92: WhenOpen("full disk", FillDisk); break;
            case < 94: Kill(); break;
            case < 95: KillAfterCommit(); break;
            case < 96: Replace(); break;
            default: ContinueReplaced(); break;
        }
    }

    private void WhenOpen(string what, Action action)
    {
        if (!_plane.IsOpen) return;

        Story.Add(what);
        action();
    }

    private static void Continue(SteppedPlane plane, int most)
    {
        while (most-- > 0 && plane.RunOne())
        {
        }
    }

    private void Turn()
    {
        Story.Add("turn");
        try
        {
            _plane.Loop.Step(waitMost: 0);
        }
        catch (KilledException)
        {
            Story.Add("killed after a commit");
            Restart(_faults);
        }
    }

    private void Pass(TimeSpan time)
    {
        if (!_isResting) Story.Add($"{time.TotalMilliseconds:0} ms pass");
        _time.Pass(time);
        _siteClock.MoveTo(_siteClock.GetUtcNow() + time);
        foreach (var site in _sites) site.Advance();
    }

    private void Jump(TimeSpan by)
    {
        Story.Add($"the clock jumps by {by.TotalMilliseconds:0} ms");
        _time.Jump(by);
    }

    private void Toggle()
    {
        var index = _chance.Next(_sites.Count);
        var site = _sites[index];
        site.IsDown = !site.IsDown;
        Story.Add($"engine {index} {(site.IsDown ? "is deaf" : "hears")}");
    }

    // No page more until a transaction has failed.
    private void FillDisk() => _plane.Writer.WriteAsync(new StoreBatch
    {
        Steps = [(connection, transaction) => connection.Run(transaction, "PRAGMA max_page_count = 1")],
    }).GetAwaiter().GetResult();

    private void Kill()
    {
        Story.Add("killed");
        Restart(_faults);
    }

    private void KillAfterCommit() => _plane.Committed = () => throw new KilledException();

    private void Restart(SimulatedFaults faults)
    {
        _plane.Dispose();
        _plane = NewPlane(faults);
    }

    // The one before does not know yet.
    private void Replace()
    {
        Story.Add("replaced");
        _replaced?.Dispose();
        _replaced = _plane;
        _plane = NewPlane(_faults);
    }

    private void ContinueReplaced()
    {
        if (_replaced is null) return;

        Story.Add("the replaced one goes on");
        Continue(_replaced, _chance.Next(1, 8));
        try
        {
            _replaced.Loop.Step(waitMost: 0);
        }
        catch (Exception fault) when (fault is KilledException or StoreException { Fault: StoreFault.NewerLeader })
        {
            _replaced.Dispose();
            _replaced = null;
        }
    }

    private void ComeToRest()
    {
        Story.Add("all is well again");
        _isResting = true;
        foreach (var site in _sites) site.IsDown = false;
        _replaced?.Dispose();
        _replaced = null;
        Restart(SimulatedFaults.None);
        for (var round = 0; round < 3_000; round++)
        {
            while (_plane.RunOne())
            {
            }

            _plane.Loop.Step(waitMost: 0);
            if (_plane.IsOpen && round % 20 == 0)
            {
                _client.ResendOpen(_plane, _time.GetUtcNow());
                _client.ReleaseAll(_plane);
                _plane.Look();
            }

            if (_plane.Live == 0 && _client.HasAllAnswers) return;

            Pass(TimeSpan.FromMilliseconds(500));
        }

        Assert.Fail("it does not come to rest");
    }
}
