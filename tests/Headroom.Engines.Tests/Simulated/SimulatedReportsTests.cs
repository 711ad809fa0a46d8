using System.Globalization;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;

namespace Headroom.Engines.Tests.Simulated;

public sealed class SimulatedReportsTests
{
    private const int Runs = 20;

    [Fact]
    public async Task Late_and_doubled_reports_never_take_a_run_back_and_its_ending_comes()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var faults = new SimulatedFaults { Seed = seed, DelayedPermille = 400, ReportDoubledPermille = 300 };
            var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
            var site = new SimulatedSite(
                clock, [new DiscoveredNode("virtual", 1000, 1000, [])], _ => new(TimeSpan.FromSeconds(5)), faults);
            var engine = new SimulatedEngine(site, faults);

            var told = await ToldAsync(engine, site, clock);

            foreach (var run in told.GroupBy(report => report.Id))
            {
                var steps = run.Select(report => Step(report.State)).ToArray();
                Assert.Equal(steps.Order(), steps);
                Assert.Equal(3, steps[^1]);
            }

            Assert.Equal(Runs, told.Select(report => report.Id).Distinct().Count());
        }
    }

    private static async Task<List<FoundRun>> ToldAsync(SimulatedEngine engine, SimulatedSite site, VirtualClock clock)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var told = new List<FoundRun>();
        var reading = ReadAsync(engine, told, stop);
        var starts = Enumerable.Range(0, Runs).Select(index => engine.StartAsync(Order(index), stop.Token).AsTask());
        var all = Task.WhenAll(starts);
        while (site.NextAt is { } at)
        {
            clock.MoveTo(at);
            site.Advance();
        }

        await all;
        await reading;
        return told;
    }

    private static async Task ReadAsync(SimulatedEngine engine, List<FoundRun> told, CancellationTokenSource stop)
    {
        await foreach (var report in engine.ReportsAsync(stop.Token))
        {
            told.Add(report);
            if (told.Where(each => each.State is RunEnded).DistinctBy(each => each.Id).Count() == Runs) return;
        }
    }

    private static RunOrder Order(int index) => new()
    {
        Id = RunId.Of(string.Create(CultureInfo.InvariantCulture, $"run-{index}")),
        Command = ["virtual"],
        Tasks = [new RunTask("virtual")],
    };

    private static int Step(RunState state) => state switch
    {
        RunAccepted => 0,
        RunRunning => 1,
        RunStopping => 2,
        _ => 3,
    };
}
