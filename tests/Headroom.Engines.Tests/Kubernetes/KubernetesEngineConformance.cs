using Headroom.Engines.Tests.Conformance;

namespace Headroom.Engines.Tests.Kubernetes;

[Collection(KubernetesTestSuite.Name)]
public sealed class KubernetesEngineConformance(KubernetesCluster cluster) : EngineConformance
{
    protected override IEngineUnderTest Create() => new KubernetesRuns(cluster);
}
