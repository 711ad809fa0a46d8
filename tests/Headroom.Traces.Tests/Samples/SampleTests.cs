using Headroom.Testing;
using Headroom.Traces.Openb;

namespace Headroom.Traces.Tests.Samples;

/// <summary>
/// The files in <c>samples/</c> are what their makers make; set HEADROOM_WRITE_SAMPLES to write them anew.
/// </summary>
public sealed class SampleTests
{
    private const int BytesMax = 60_000;

    private static readonly string Folder = Path.Combine(Repository.Root, "samples");

    [Fact]
    public void The_packing_sample_is_as_made_and_asks_for_nearly_all_accelerators()
    {
        var nodesPath = AssertAsMade("packing/nodes.csv", PackingSample.Nodes());
        var tasksPath = AssertAsMade("packing/pods.csv", PackingSample.Tasks());

        var nodes = OpenbReader.ReadNodes(nodesPath);
        var tasks = OpenbReader.ReadTasks(tasksPath, nodes);

        Assert.Equal(48, nodes.Count);
        Assert.Equal(4, nodes.Select(node => node.ChipModel).Distinct().Count());
        Assert.InRange(tasks.Count, 650, 750);
        Assert.InRange(Share(tasks.Sum(task => task.Request.GpuMilliTotal), nodes.Sum(node => node.GpuMilli)), 0.98, 1);
        Assert.Equal([0, 1, 2, 4, 8], tasks.Select(task => task.Request.GpuCount).Distinct().Order());
        Assert.InRange(tasks.Count(task => task.Request.ChipModels.Length > 0), 20, 120);
        Assert.InRange(
            Share(tasks.Sum(task => task.Request.CpuMillicores), nodes.Sum(node => node.CpuMillicores)), 0.7, 0.95);
    }

    [Fact]
    public void The_queue_sample_is_as_made_and_asks_a_little_too_much_of_its_cluster()
    {
        var path = AssertAsMade("queue/jobs.csv", QueueSample.Jobs());

        var history = JobHistoryReader.Read(path, JobHistoryFormat.Csv, true);

        var lastSubmission = history.Jobs.Max(job => job.SubmittedMilliseconds);
        var work = history.Jobs.Sum(job => job.GpuCount * job.RuntimeMilliseconds);
        Assert.Equal(600, history.Jobs.Count);
        Assert.Equal(12, history.Jobs.Select(job => job.User).Distinct().Count());
        Assert.InRange(lastSubmission / 86_400_000.0, 2.5, 4.5);
        Assert.InRange(Share(work, 64 * lastSubmission), 0.9, 1.2);
        Assert.All(history.Jobs, job => Assert.InRange(
            job.TimeLimitMilliseconds!.Value, job.RuntimeMilliseconds, (4 * job.RuntimeMilliseconds) + 300_000));
    }

    [Fact]
    public void The_accounting_sample_shows_what_sites_really_export()
    {
        var history = JobHistoryReader.Read(Path.Combine(Folder, "queue/sacct.txt"), JobHistoryFormat.Sacct, false);

        Assert.Equal(40, history.Jobs.Count);
        Assert.Equal(7, history.StepCount);
        Assert.Equal(
            [
                new SkippedLine(18, "the job never started (it is pending); no remedy is needed") { IsUnstarted = true },
                new SkippedLine(21, "the job never started (it has no start); no remedy is needed") { IsUnstarted = true },
                new SkippedLine(22, "the job never started (it was withdrawn before); no remedy is needed") { IsUnstarted = true },
                new SkippedLine(33, "the job never started (it has no start); no remedy is needed") { IsUnstarted = true },
                new SkippedLine(36, "the line has 2 of 15 columns; it may be cut off: write it again in full"),
                new SkippedLine(37, "the line has 14 of 15 columns; it may be cut off: write it again in full"),
                new SkippedLine(38, "nothing tells how long the job ran; export Elapsed"),
                new SkippedLine(56, "the job never started (it is pending); no remedy is needed") { IsUnstarted = true },
            ],
            history.Skipped);
        Assert.Equal(["4013", "4013#2"], history.Jobs.Where(job => job.Name == "pretrain-1b").Select(job => job.Id));
        Assert.Equal("sweep|lr=3e-4|wd=0", Assert.Single(history.Jobs, job => job.Id == "4005").Name);
        Assert.Equal(6, Assert.Single(history.Jobs, job => job.Name == "mixed").GpuCount);
    }

    private static double Share(long asked, long there) => asked / (double)there;

    private static string AssertAsMade(string file, string made)
    {
        var path = Path.Combine(Folder, file);
        if (Environment.GetEnvironmentVariable("HEADROOM_WRITE_SAMPLES") is { Length: > 0 })
            File.WriteAllText(path, made);

        Assert.Equal(made, File.ReadAllText(path));
        Assert.InRange(new FileInfo(path).Length, 1, BytesMax);
        return path;
    }
}
