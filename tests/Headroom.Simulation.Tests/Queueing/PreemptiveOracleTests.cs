using CsCheck;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>The fast preemptive replays and the plain one finish every job at the same bits of time.</summary>
public sealed class PreemptiveOracleTests
{
    private const int SampleCount = 2_000;

    // Times stretched from milliseconds to minutes: then the limits of tiresias, some thousand
    // accelerator-seconds, come into play.
    private const long Stretch = 60_000;

    [Theory]
    [InlineData("srtf")]
    [InlineData("srsf")]
    [InlineData("tiresias")]
    public void A_preemptive_replay_agrees_with_its_plain_form(string policy) => Histories.Any.Sample(
        history =>
        {
            var jobs = history.InOrder().Where(job => job.GpuCount > 0 && job.GpuCount <= history.Fleet.GpuCount)
                .Select(job => job with
                {
                    SubmittedMilliseconds = job.SubmittedMilliseconds * Stretch,
                    RuntimeMilliseconds = (job.RuntimeMilliseconds * Stretch) + 7,
                })
                .ToArray();

            var run = QueueReplay.RunRecorded(jobs, history.Fleet, new QueueOptions { Policy = policy });

            var plain = new PlainPreemptive(history.Fleet, jobs.Select(AsPlain), policy).Run();
            Assert.Equal(
                plain.OrderBy(job => job.Order).Select(job => job.Finished),
                run.Jobs.Select(job => job.FinishedSeconds));
        },
        iter: SampleCount);

    private static PlainJob AsPlain(RecordedJob job, int order) =>
        new(order, job.GpuCount, job.SubmittedMilliseconds / 1000.0, job.RuntimeMilliseconds / 1000.0, 1);
}
