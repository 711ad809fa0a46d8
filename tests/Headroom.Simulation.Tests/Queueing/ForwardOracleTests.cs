using CsCheck;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>The fast policies and the plain ones make the same decisions at the same times on the same nodes.</summary>
public sealed class ForwardOracleTests
{
    private const int SampleCount = 3_000;
    private const int CrowdedSampleCount = 25;

    [Fact]
    public void First_come_first_served_agrees_with_its_plain_form() =>
        Agree("fifo", history => new PlainFifo(history));

    [Fact]
    public void Shortest_first_agrees_with_its_plain_form() => Agree("sjf", history => new PlainShortestFirst(history));

    [Fact]
    public void Shortest_predicted_first_agrees_with_its_plain_form() =>
        Agree("qssf", history => new PlainPredicted(history));

    [Fact]
    public void Easy_backfill_agrees_with_its_plain_form() => Agree("easy", history => new PlainEasy(history));

    [Fact]
    public void Conservative_backfill_agrees_with_its_plain_form() =>
        Agree("conservative", history => new PlainConservative(history));

    private static void Agree(string policy, Func<History, PlainForward> plain)
    {
        Histories.Any.Sample(history => AgreeOn(history, policy, plain), iter: SampleCount);
        Histories.Crowded.Sample(history => AgreeOn(history, policy, plain), iter: CrowdedSampleCount);
    }

    private static void AgreeOn(History history, string policy, Func<History, PlainForward> plain)
    {
        // Jobs without accelerators take no part in the queue; they have a test of their own.
        var queued = history with { Jobs = [.. history.Jobs.Where(job => job.GpuCount > 0)] };

        var run = QueueReplay.RunRecorded(
            queued.Jobs, queued.Fleet, new QueueOptions { Policy = policy, KeepEvents = true });

        var expected = plain(queued).Run();
        Assert.Equal(expected, run.Events.Select(AsPlain));
        Assert.Equal(PlainDigest.Of(expected), run.Summary.Digest);
    }

    private static (long At, int Kind, int Order, string Nodes) AsPlain(QueueEvent item) =>
        ((long)Math.Round(item.Seconds * 1000),
            (int)item.Kind,
            item.Order,
            string.Join(' ', Enumerable.Range(0, item.Nodes.Count).Select(position => item.Nodes[position])));
}
