namespace Headroom.Traces.Kueue;

/// <summary>Which resources of Kubernetes are accelerators, by the names that their device plugins register.</summary>
internal static class AcceleratorNames
{
    // gpu: NVIDIA, AMD, Intel; the others as their makers document them.
    private static readonly string[] Ends = ["/gpu", "/npu", "/tpu", "/mlu", "/gaudi", "/neuron", "/neuroncore"];

    private static readonly string[] Parts = ["/mig-", "/ascend", "/gpu."];

    public static bool Has(string resource) =>
        Array.Exists(Ends, end => resource.EndsWith(end, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Parts, part => resource.Contains(part, StringComparison.OrdinalIgnoreCase));
}
