using CsCheck;
using Headroom.Cluster;

namespace Headroom.Traces.Tests;

public sealed class JobHistoryWriterTests
{
    private const long HundredYears = 3_155_760_000_000;

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const(""),
        Gen.String[Gen.Char["ab,\" '|;\t\u00E9\u4E2D=#"], 0, 12],
        Gen.String[Gen.Char.AlphaNumeric, 0, 6]);

    private static readonly Gen<long> Milliseconds = Gen.OneOf(
        Gen.Long[0, 5000],
        Gen.Long[0, HundredYears],
        Gen.Const(HundredYears));

    private static readonly Gen<RecordedJob> Job =
        from text in Gen.Select(Text, Text, Text)
        from gpus in Gen.Int[0, 1_000_000]
        from submitted in Milliseconds
        from runtime in Milliseconds
        from limit in Gen.OneOf(Gen.Const((long?)null), Gen.Long[1, HundredYears].Select(limit => (long?)limit))
        select new RecordedJob
        {
            Id = "",
            User = text.Item1,
            Tenant = text.Item2,
            Name = text.Item3,
            GpuCount = gpus,
            SubmittedMilliseconds = submitted,
            RuntimeMilliseconds = runtime,
            TimeLimitMilliseconds = limit,
            StartedMilliseconds = limit is null ? null : submitted,
        };

    [Fact]
    public void What_is_written_reads_back_the_same() => Job.Array[1, 30].Sample(
        jobs =>
        {
            jobs = [.. jobs.Select((job, i) => job with { Id = $"{i}:{job.Name}" })];
            using var written = new StringWriter();
            JobHistoryWriter.Write(written, jobs);
            using var file = TemporaryFile.Of(written.ToString());

            var history = JobHistoryReader.Read(file.Path, JobHistoryFormat.Csv, true);

            Assert.Equal(jobs, history.Jobs);
        },
        iter: 300);

    [Fact]
    public void Only_what_needs_quotes_gets_them()
    {
        using var written = new StringWriter();

        JobHistoryWriter.Write(written, [new RecordedJob
        {
            Id = "a b",
            Name = "x,\"y\"",
            GpuCount = 2,
            SubmittedMilliseconds = 90_061_001,
            RuntimeMilliseconds = 500,
            TimeLimitMilliseconds = 1000,
        }]);

        Assert.Equal(
            "id,submit_s,runtime_s,gpus,user,tenant,name,limit_s\na b,90061.001,0.5,2,,,\"x,\"\"y\"\"\",1\n",
            written.ToString());
    }

    [Fact]
    public void What_the_form_cannot_hold_is_not_written()
    {
        var job = new RecordedJob { Id = "a", GpuCount = 1, SubmittedMilliseconds = 0, RuntimeMilliseconds = 0 };

        Assert.All(
            [
                job with { Id = "" },
                job with { Name = "two\nlines" },
                job with { User = new string('u', 1025) },
                job with { GpuCount = -1 },
                job with { SubmittedMilliseconds = -1 },
                job with { RuntimeMilliseconds = long.MaxValue },
                job with { TimeLimitMilliseconds = 0 },
            ],
            bad => Assert.Throws<ArgumentException>(() => JobHistoryWriter.Write(TextWriter.Null, [bad])));
    }
}
