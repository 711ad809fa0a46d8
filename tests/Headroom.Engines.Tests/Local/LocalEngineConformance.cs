using Headroom.Engines.Contract;
using Headroom.Engines.Tests.Conformance;

namespace Headroom.Engines.Tests.Local;

public sealed class LocalEngineConformance : EngineConformance
{
    protected override IEngineUnderTest Create() => new UnderTest();

    private sealed class UnderTest : IEngineUnderTest
    {
        private const string Wait = "echo up; while :; do sleep 0.05; done";

        private readonly LocalRuns _runs = new();

        public IEngine Engine => _runs.Engine;

        public RunOrder Exits(string id, int code) => LocalRuns.Script(id, $"exit {code}");

        public RunOrder Prints(string id, string output, string complaint) => LocalRuns.Order(
            id, "/bin/sh", "-c", "printf %s \"$1\"; printf %s \"$2\" >&2", "sh", output, complaint);

        public RunOrder Runs(string id) => LocalRuns.Script(id, Wait);

        public RunOrder Saves(string id) => LocalRuns.Script(id, $"trap 'exit 0' USR1; {Wait}");

        public RunOrder IgnoresTerminate(string id) => LocalRuns.Script(id, $"trap '' TERM; {Wait}");

        public void Restart() => _runs.Use(_runs.Open());

        public ValueTask DisposeAsync() => _runs.DisposeAsync();
    }
}
