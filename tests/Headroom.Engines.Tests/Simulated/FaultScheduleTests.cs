using System.Globalization;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;

namespace Headroom.Engines.Tests.Simulated;

/// <summary>A control plane that keeps to the contract runs everything once, whatever goes wrong on the way.</summary>
public sealed class FaultScheduleTests
{
    private const int Schedules = 500;
    private const int RunsOfOne = 12;

    [Fact]
    public async Task Nothing_is_run_twice_and_nothing_is_left_out()
    {
        for (var seed = 0UL; seed < Schedules; seed++)
        {
            var plane = new ContractPlane(Faults(seed));

            await plane.RunAllAsync(RunsOfOne);

            Assert.Equal(RunsOfOne, plane.Site.Executions.Count);
            Assert.Equal(RunsOfOne, plane.Site.Executions.Distinct().Count());
        }
    }

    [Fact]
    public async Task The_same_seed_is_the_same_schedule()
    {
        var (first, second) = (new ContractPlane(Faults(7)), new ContractPlane(Faults(7)));

        await first.RunAllAsync(RunsOfOne);
        await second.RunAllAsync(RunsOfOne);

        Assert.Equal(first.Said, second.Said);
        Assert.Equal(first.Site.Executions, second.Site.Executions);
        Assert.Contains(first.Said, said => said.Contains("Unclear", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_control_plane_that_takes_silence_for_absence_runs_something_twice()
    {
        // The faults are worth something: who breaks the contract is found out.
        var twice = 0;
        for (var seed = 0UL; seed < 50; seed++)
        {
            var plane = new ContractPlane(Faults(seed)) { MakesNewIdOnSilence = true };

            await plane.RunAllAsync(RunsOfOne);

            if (plane.Site.Executions.Count > RunsOfOne) twice++;
        }

        Assert.True(twice > 0);
    }

    [Fact]
    public async Task A_site_that_is_down_says_nothing_and_keeps_what_it_had()
    {
        var plane = new ContractPlane(SimulatedFaults.None);
        await plane.RunAllAsync(1);

        plane.Site.IsDown = true;
        var silent = await plane.Engine.FindAsync(RunId.Of("run-0"), CancellationToken.None);
        plane.Site.IsDown = false;

        Assert.IsType<FindAnswer.CannotSay>(silent);
        Assert.IsType<FindAnswer.Found>(await plane.Engine.FindAsync(RunId.Of("run-0"), CancellationToken.None));
    }

    private static SimulatedFaults Faults(ulong seed) => new()
    {
        Seed = seed,
        RequestLostPermille = 100,
        RequestLatePermille = 100,
        ReplyLostPermille = 100,
        DoubledPermille = 100,
        DelayedPermille = 200,
        ReportDoubledPermille = 200,
        RunLostPermille = 100,
    };

    /// <summary>
    /// Starts runs as the contract says: after silence it asks, and starts again only what is absent.
    /// </summary>
    private sealed class ContractPlane
    {
        private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);

        public ContractPlane(SimulatedFaults faults)
        {
            Site = new SimulatedSite(
                _clock, [new DiscoveredNode("virtual", 1000, 1000, [])], _ => new(TimeSpan.FromMinutes(1)), faults);
            Engine = new SimulatedEngine(Site, faults);
        }

        public SimulatedSite Site { get; }

        public SimulatedEngine Engine { get; private set; }

        public bool MakesNewIdOnSilence { get; init; }

        public List<string> Said { get; } = [];

        public async Task RunAllAsync(int count)
        {
            for (var index = 0; index < count; index++)
                await StartAsync(string.Create(CultureInfo.InvariantCulture, $"run-{index}"));

            while (Site.NextAt is { } next) MoveTo(next);
            Assert.All(
                Assert.IsType<ListAnswer.Listed>(await new SimulatedEngine(Site, SimulatedFaults.None)
                    .ListAsync("", CancellationToken.None)).Runs,
                run => Assert.IsType<RunEnded>(run.State));
        }

        private async Task StartAsync(string id)
        {
            while (await AnswerAsync(Engine.StartAsync(Order(id), CancellationToken.None)) is StartAnswer.Unclear)
            {
                if (MakesNewIdOnSilence)
                {
                    id += "x";
                    continue;
                }

                FindAnswer found;
                do
                {
                    found = await AnswerAsync(Engine.FindAsync(RunId.Of(id), CancellationToken.None));
                    if (found is FindAnswer.CannotSay) MoveTo(_clock.GetUtcNow() + TimeSpan.FromSeconds(1));
                }
                while (found is FindAnswer.CannotSay);

                if (found is FindAnswer.Found) return;
            }
        }

        private async Task<T> AnswerAsync<T>(ValueTask<T> call)
        {
            var answer = call.AsTask();
            while (!answer.IsCompleted) MoveTo(Site.NextAt!.Value);
            Said.Add((await answer)!.ToString()!);
            return await answer;
        }

        private void MoveTo(DateTimeOffset time)
        {
            _clock.MoveTo(time);
            Site.Advance();
        }

        private static RunOrder Order(string id) => new()
        {
            Id = RunId.Of(id),
            Command = ["virtual"],
            Tasks = [new RunTask("virtual")],
        };
    }
}
