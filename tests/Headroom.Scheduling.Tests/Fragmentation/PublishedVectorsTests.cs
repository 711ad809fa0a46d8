using System.Globalization;
using System.Text.RegularExpressions;
using Headroom.Cluster;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Workloads;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Fragmentation;

/// <summary>Mixes and measurements of the published simulator, as printed.</summary>
public sealed partial class PublishedVectorsTests
{
    private static readonly string[] Models = ["A10", "G2", "G3", "P100", "T4", "V100M16", "V100M32"];

    [Theory]
    [InlineData("default", 35)]
    [InlineData("gpuspec33", 127)]
    public void The_mix_of_a_trace_is_the_published_one(string trace, int classes)
    {
        string[] parts = ["cpu", "gpus", "milli", "type", "p"];
        var published = Lines(trace).Select(line => MixLine().Match(line)).Where(match => match.Success)
            .Select(match => string.Join(' ', parts.Select(part => match.Groups[part])))
            .ToList();

        Assert.Equal(classes, published.Count);
        Assert.Equal(published, Mix(trace).Classes.Select(entry => string.Create(CultureInfo.InvariantCulture,
            $"{Printed(entry.Request)} {entry.Frequency:F12}")));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("gpuspec33")]
    public void A_node_is_split_as_published(string trace)
    {
        var gauge = new FragmentationGauge(Mix(trace), FragmentationGaugeTests.ChipModelsOf(Models));
        var vectors = Lines(trace).Select(line => VectorLine().Match(line)).Where(match => match.Success).ToList();

        Assert.NotEmpty(vectors);
        foreach (var vector in vectors)
        {
            var left = vector.Groups["left"].Value.Split(' ').Select(int.Parse).ToList();
            var padded = left.Concat(Enumerable.Repeat(0, 8 - left.Count)).ToArray();
            var idle = gauge.Measure(
                long.Parse(vector.Groups["cpu"].Value, CultureInfo.InvariantCulture),
                padded,
                left.Sum(),
                Array.IndexOf(Models, vector.Groups["type"].Value));

            Assert.Equal($"[{vector.Groups["parts"]}] F={vector.Groups["f"]}", Printed(idle));
        }
    }

    private static string Printed(TaskRequest request) =>
        $"{request.CpuMillicores} {request.GpuCount} {request.GpuMilli} {request.ChipModels}";

    private static string Printed(IdleGpu idle)
    {
        double[] parts =
        [
            idle.LackBoth, idle.LackGpu, idle.Usable, idle.LackCpu,
            idle.NotAskedFor, idle.NotAskedForLackCpu, idle.NoAccess,
        ];
        return $"[{string.Join(' ', parts.Select(Printed))}] F={Printed(idle.Fragmented)}";
    }

    private static string Printed(double milli) => milli.ToString("F6", CultureInfo.InvariantCulture);

    private static TargetMix Mix(string trace) =>
        TargetMix.Of(RequestCount.Of(OpenbHistory.Tasks(trace).Select(task => task.Request)));

    private static IEnumerable<string> Lines(string trace) =>
        File.ReadLines(PublicData.Require("openb/fixtures/fragmentation_vectors.txt"))
            .SkipWhile(line => line != $"## trace openb_pod_list_{trace}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("##", StringComparison.Ordinal));

    [GeneratedRegex("""^M\[\d+\] cpu=(?<cpu>\d+) gpus=(?<gpus>\d+) milli=(?<milli>\d+) type="(?<type>.*)" p=(?<p>.+)$""")]
    private static partial Regex MixLine();

    [GeneratedRegex("""^cpu=(?<cpu>\d+) left=\[(?<left>.*?)\] type=(?<type>\S+) -> q1..na=\[(?<parts>.*)\] F=(?<f>.+)$""")]
    private static partial Regex VectorLine();
}
