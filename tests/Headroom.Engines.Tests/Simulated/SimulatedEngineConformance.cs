using System.Globalization;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;
using Headroom.Engines.Tests.Conformance;

namespace Headroom.Engines.Tests.Simulated;

public sealed class SimulatedEngineConformance : EngineConformance
{
    protected override IEngineUnderTest Create() => new UnderTest();

    private sealed class UnderTest : IEngineUnderTest
    {
        private readonly SimulatedSite _site = new(
            TimeProvider.System,
            [new DiscoveredNode("virtual", 64_000, 512_000, [])],
            ProgramOf,
            SimulatedFaults.None)
        {
            StartLatency = TimeSpan.FromMilliseconds(5),
        };

        private readonly Timer _pump;

        public UnderTest()
        {
            Engine = new SimulatedEngine(_site, SimulatedFaults.None);
            _pump = new Timer(_ => _site.Advance(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
        }

        public IEngine Engine { get; private set; }

        public RunOrder Exits(string id, int code) => Order(id, "exits", code.ToString(CultureInfo.InvariantCulture));

        public RunOrder Prints(string id, string output, string complaint) => Order(id, "prints", output, complaint);

        public RunOrder Runs(string id) => Order(id, "runs");

        public RunOrder Saves(string id) => Order(id, "saves");

        public RunOrder IgnoresTerminate(string id) => Order(id, "ignores");

        public void Restart() => Engine = new SimulatedEngine(_site, SimulatedFaults.None);

        public ValueTask DisposeAsync() => _pump.DisposeAsync();

        private static RunOrder Order(string id, params string[] command) => new()
        {
            Id = RunId.Of(id),
            Command = [.. command],
            Tasks = [new RunTask("virtual")],
        };

        private static SimulatedProgram ProgramOf(RunOrder order)
        {
            var brief = new SimulatedProgram(TimeSpan.FromMilliseconds(5));
            var endless = new SimulatedProgram(TimeSpan.FromDays(365)) { Output = "up\n" };
            return order.Command[0] switch
            {
                "exits" => brief with { ExitCode = int.Parse(order.Command[1], CultureInfo.InvariantCulture) },
                "prints" => brief with { Output = order.Command[1], Error = order.Command[2] },
                "saves" => endless with { SaveTime = TimeSpan.FromMilliseconds(5) },
                "ignores" => endless with { IgnoresTerminate = true },
                _ => endless,
            };
        }
    }
}
