namespace Headroom.Client.Pool;

/// <summary>A cluster of a pool.</summary>
/// <param name="Name">Its name; <c>local</c> for the machine that the pool runs on.</param>
/// <param name="Engine">What runs work there.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="NodesInService">Those that take work.</param>
/// <param name="Gpus">Accelerators.</param>
/// <param name="GpuMilliFree">Thousandths of them that are free.</param>
/// <param name="State"><c>IN_SERVICE</c>, <c>IN_PART</c> or <c>OUT_OF_SERVICE</c>, by its nodes.</param>
public sealed record ClusterView(
    string Name, string Engine, int Nodes, int NodesInService, int Gpus, long GpuMilliFree, string State);
