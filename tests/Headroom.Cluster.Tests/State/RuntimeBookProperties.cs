using CsCheck;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;

namespace Headroom.Cluster.Tests.State;

public sealed class RuntimeBookProperties
{
    private static readonly Gen<Job> SomeJob =
        Gen.Select(Gen.OneOf("", "ann", "bob"), Gen.OneOf("", "train"), Gen.Int[0, 2]).Select((user, name, gpus) =>
            new Job
            {
                Id = new JobId(0),
                Shape = new JobShape { GpuCount = gpus, CpuMillicores = 1 },
                Queue = "q",
                SubmittedMilliseconds = 0,
                User = user,
                Name = name,
            });

    private static readonly Func<Job, object>[] Likeness =
    [
        job => (job.User, job.Name, job.Shape.GpuMilliTotal),
        job => (job.User, job.Name),
        job => job.User,
        job => job.Shape.GpuMilliTotal,
        _ => 0,
    ];

    [Fact]
    public void The_last_runtimes_of_like_jobs_are_remembered() =>
        Gen.Select(Gen.Select(SomeJob, Gen.Long[0, 1_000_000]).Array[0, 400], SomeJob).Sample((finished, asked) =>
        {
            var book = new RuntimeBook();
            foreach (var (job, milliseconds) in finished) book.Add(job, milliseconds);

            for (var level = 0; level < RuntimeBook.Levels; level++)
            {
                var like = Likeness[level];
                Assert.Equal(
                    finished.Where(entry => like(entry.Item1).Equals(like(asked))).Select(entry => entry.Item2)
                        .TakeLast(RuntimeBook.RecentMax),
                    book.Recent(asked, level).ToArray());
            }
        }, iter: 500);
}
