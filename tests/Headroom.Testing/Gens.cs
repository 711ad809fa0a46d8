using CsCheck;
using Headroom.Cluster;

namespace Headroom.Testing;

/// <summary>
/// Random fleets and workloads. Small on purpose: a fleet of six nodes fills up after some dozens of tasks, every
/// resource runs out first in some of them, and a counterexample stays readable.
/// </summary>
public static class Gens
{
    private static readonly Gen<string> Model = Gen.OneOf("A", "B", "C");

    private static readonly Gen<long> Cpu = Gen.Long[0, 16].Select(cores => cores * 1_000);

    private static readonly Gen<long> Memory = Gen.Long[0, 16].Select(gib => gib * 1_024);

    /// <summary>A node with at least one accelerator.</summary>
    public static Gen<Node> GpuNode { get; } =
        Gen.Select(Cpu, Memory, Gen.Frequency((9, Gen.Int[1, 4]), (1, Gen.Int[8, Node.GpuCountMax])), Model)
            .Select((cpu, memory, gpus, model) => new Node("", cpu + 4_000, memory + 4_096, gpus, model));

    /// <summary>A node without accelerators.</summary>
    public static Gen<Node> CpuNode { get; } =
        Gen.Select(Cpu, Memory).Select((cpu, memory) => new Node("", cpu, memory, 0, ""));

    /// <summary>One to six nodes with unique names in the order of their index; the first has accelerators.</summary>
    public static Gen<IReadOnlyList<Node>> Fleet { get; } =
        Gen.Select(GpuNode, Gen.Frequency((4, GpuNode), (1, CpuNode)).Array[0, 5])
            .Select(IReadOnlyList<Node> (first, others) =>
                [.. others.Prepend(first).Select((node, index) => node with { Name = $"node-{index:00}" })]);

    /// <summary>A part of one accelerator, in thousandths.</summary>
    public static Gen<int> ShareMilli { get; } =
        Gen.Frequency((3, Gen.OneOf(250, 330, 470, 500, 530, 810)), (1, Gen.Int[100, 999]));

    /// <summary>What one task asks for: CPU alone, a part of an accelerator, or one to four whole ones.</summary>
    public static Gen<TaskRequest> Request { get; } = Gen.Frequency(
        (1, Gen.Select(Cpu, Memory).Select((cpu, memory) => new TaskRequest(cpu / 4, memory / 4, 0, 0, ""))),
        (6, GpuRequest()));

    /// <summary>Requests in order of arrival, enough of them to fill most fleets; many are equal.</summary>
    public static Gen<IReadOnlyList<TaskRequest>> Requests { get; } =
        Request.Array[1, 6].SelectMany(kinds => Gen.OneOf(kinds).Array[1, 60])
            .Select(IReadOnlyList<TaskRequest> (all) => all);

    /// <summary>
    /// One to twelve tasks, at least one of which needs an accelerator, named in the order of their index.
    /// </summary>
    public static Gen<IReadOnlyList<RecordedTask>> Workload { get; } =
        Gen.Select(GpuRequest(), Request.Array[0, 11]).Select((first, others) => Some.Tasks(others.Prepend(first)));

    private static Gen<TaskRequest> GpuRequest()
    {
        var models = Gen.OneOf("", "", "", "A", "B|C", "C|A|A", "D");
        return Gen.Frequency(
            (2, Gen.Select(Cpu, Memory, ShareMilli, models).Select((cpu, memory, milli, only) =>
                new TaskRequest(cpu / 4, memory / 4, 1, milli, only))),
            (1, Gen.Select(Cpu, Memory, Gen.Int[1, 4], models).Select((cpu, memory, gpus, only) =>
                new TaskRequest(cpu / 2, memory / 4, gpus, 1_000, only))));
    }
}
