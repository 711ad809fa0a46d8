using CsCheck;
using Headroom.Engines.Slurm;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Tools;

namespace Headroom.Engines.Tests.Slurm;

public sealed class SlurmTextTests
{
    [Theory]
    [InlineData("a1", "a1")]
    [InlineData("a[1-3,7],b2", "a1 a2 a3 a7 b2")]
    [InlineData("n[08-11]", "n08 n09 n10 n11")]
    [InlineData("r[1-2]n[0-1]x", "r1n0x r1n1x r2n0x r2n1x")]
    [InlineData("", "")]
    [InlineData("a[1-", "")]
    [InlineData("a[x]", "")]
    [InlineData("a[0-999999999]", "")]
    public void Lists_of_nodes_are_expanded(string list, string names) =>
        Assert.Equal(names, string.Join(' ', HostList.Expand(list)));

    [Theory]
    [InlineData("gpu:h100:8", "h100 8")]
    [InlineData("gpu:h100:8(S:0-1),nic:2", "h100 8")]
    [InlineData("gpu:a100:2(IDX:0,3),gpu:h100:1(IDX:4)", "a100 2, h100 1")]
    [InlineData("gpu:4", "gpu 4")]
    [InlineData("gpu", "gpu 1")]
    [InlineData("shard:h100:16", "")]
    [InlineData("", "")]
    public void Accelerators_are_read_out_of_generic_resources(string gres, string gpus) =>
        Assert.Equal(gpus, string.Join(", ", GresList.Gpus(gres).Select(gpu => $"{gpu.Model} {gpu.Count}")));

    [Theory]
    [InlineData("cpu=2,mem=100M,node=1,billing=1,gres/gpu=3,gres/gpu:h100=3", 2, 100, 3)]
    [InlineData("cpu=64,mem=1.50G", 64, 1_536, 0)]
    [InlineData("mem=2T", 0, 2_097_152, 0)]
    [InlineData("", 0, 0, 0)]
    [InlineData("cpu=,mem=,x", 0, 0, 0)]
    public void What_a_job_holds_is_read(string text, long cpus, long memoryMiB, int gpus) =>
        Assert.Equal(new HeldResources(cpus, memoryMiB, gpus), HeldResources.Parse(text));

    [Fact]
    public void A_line_of_squeue_is_a_job_whatever_stands_in_its_name()
    {
        var jobs = JobLines.Parse(
            "17|FAILED|768|1|1795695465|1795695466|N/A|NonZeroExitCode|a2|cpu=2|hr-1|headroom/v1 pool=p|x\nbroken\n|\n");

        var job = Assert.Single(jobs);
        Assert.Equal((17, "hr-1", "headroom/v1 pool=p|x", 3, null), (job.Id, job.Name, job.Comment, job.ExitCode, job.Signal));
        Assert.Equal(1, job.Restarts);
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1795695466), null), (job.StartedAt, job.EndedAt));
        Assert.True(job is { HasEnded: true, IsWaiting: false, IsHeld: false });
    }

    [Theory]
    [InlineData("1:0", 1, null)]
    [InlineData("0:15", null, 15)]
    [InlineData("0:0", 0, null)]
    [InlineData("rubbish", 0, null)]
    public void A_line_of_sacct_tells_code_and_signal(string text, int? code, int? signal)
    {
        var job = Assert.Single(AccountLines.Parse($"5|CANCELLED by 1000|{text}|1|2|3|a1|cpu=1|hr-1|c\n"));

        Assert.Equal(("CANCELLED", code, signal), (job.State, job.ExitCode, job.Signal));
    }

    [Fact]
    public void What_is_quoted_for_a_shell_stays_one_argument() =>
        Gen.String.Where(text => !text.Contains('\0', StringComparison.Ordinal)).Sample(text =>
        {
            // What a shell takes away: the quotes, and the backslash of each quote between two quoted pieces.
            var quoted = SlurmTools.Quoted(text);
            var read = string.Concat(quoted.Split("'\\''").Select((piece, index) => index == 0 ? piece : $"'{piece}"));
            return quoted[0] == '\'' && quoted[^1] == '\'' && read[1..^1] == text;
        });

    [Theory]
    [InlineData("IDLE", true, true)]
    [InlineData("MIXED+DRAIN", true, false)]
    [InlineData("IDLE+RESERVED", true, false)]
    [InlineData("DOWN+NOT_RESPONDING", false, false)]
    [InlineData("IDLE*", false, false)]
    [InlineData("IDLE+CLOUD+POWERED_DOWN", false, true)]
    [InlineData("IDLE+CLOUD+DRAIN+POWERED_DOWN", false, false)]
    public void A_node_says_whether_it_answers_and_takes_work(string state, bool answers, bool isUsable)
    {
        var node = new SlurmNode("a1", state);

        Assert.Equal((answers, isUsable), (node.Answers, node.IsUsable(isReserved: false)));
        Assert.Equal(isUsable || state == "IDLE+RESERVED", node.IsUsable(isReserved: true));
    }
}
