using Headroom.Engines.Tests.Conformance;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

[Collection(SlurmTestSuite.Name)]
public sealed class SlurmEngineConformance(SlurmCluster cluster) : EngineConformance
{
    protected override IEngineUnderTest Create() => new SlurmRuns(cluster);
}
