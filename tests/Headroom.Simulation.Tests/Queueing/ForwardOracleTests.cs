using CsCheck;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>The fast policies and the plain ones make the same decisions at the same times on the same nodes.</summary>
public sealed class ForwardOracleTests
{
    private const int SampleCount = 4_000;

    [Fact]
    public void First_come_first_served_agrees_with_its_plain_form() => Agree("fifo", history => new PlainFifo(history));

    [Fact]
    public void Shortest_first_agrees_with_its_plain_form() => Agree("sjf", history => new PlainShortestFirst(history));

    [Fact]
    public void Shortest_predicted_first_agrees_with_its_plain_form() => Agree("qssf", history => new PlainPredicted(history));

    [Fact]
    public void Easy_backfill_agrees_with_its_plain_form() => Agree("easy", history => new PlainEasy(history));

    [Fact]
    public void Conservative_backfill_agrees_with_its_plain_form() => Agree("conservative", history => new PlainConservative(history));

    private static void Agree(string policy, Func<History, PlainForward> plain) => Histories.Any.Sample(
        history =>
        {
            // Jobs without accelerators take no part in the queue; the digest of those has a test of its own.
            var queued = history with { Jobs = [.. history.Jobs.Where(job => job.GpuCount > 0)] };

            var run = QueueReplay.RunRecorded(queued.Jobs, queued.Fleet, new QueueOptions { Policy = policy, KeepEvents = true });

            var expected = plain(queued).Run();
            Assert.Equal(expected, run.Events.Select(AsPlain));
            Assert.Equal(PlainDigest.Of(expected), run.Summary.Digest);
        },
        iter: SampleCount);

    private static (long At, int Kind, int Order, string Nodes) AsPlain(QueueEvent item) =>
        ((long)Math.Round(item.Seconds * 1000), (int)item.Kind, item.Order, string.Join(' ', Enumerable.Range(0, item.Nodes.Count).Select(at => item.Nodes[at])));
}
