using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

/// <summary>All tests that need the cluster, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SlurmTestSuite : ICollectionFixture<SlurmCluster>
{
    public const string Name = "Slurm";
}
