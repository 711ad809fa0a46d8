using Headroom.Cluster;

namespace Headroom.Traces.Tests.Sacct;

public sealed class SacctTests
{
    private const string Header = "JobID|JobName|User|Account|Submit|Start|Elapsed|Timelimit|State|AllocTRES\n";
    private const string DateRemedy = "write it as 2024-05-01T12:00:00 or in seconds since 1970, in 2000 to 2099";

    private const string First =
        "1|first|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|01:00:00|02:00:00|COMPLETED|gres/gpu=1\n";

    [Fact]
    public void A_line_becomes_a_job_counted_from_the_earliest_submission()
    {
        using var file = TemporaryFile.Of(
            Header
            + "2|train \"big\"|u2|vision|2024-05-01T13:00:01|2024-05-02T00:00:00|1-02:03:04|2-00:00:00|TIMEOUT|"
            + "billing=8,cpu=16,gres/gpu=4,gres/gpu:a100=4,mem=64G,node=2\n"
            + First);

        var history = Read(file);

        var expected = new RecordedJob
        {
            Id = "2",
            User = "u2",
            Tenant = "vision",
            Name = "train \"big\"",
            Chip = "a100",
            GpuCount = 4,
            SubmittedMilliseconds = 3_601_000,
            RuntimeMilliseconds = 93_784_000,
            StartedMilliseconds = 43_200_000,
            TimeLimitMilliseconds = 172_800_000,
        };
        Assert.Equal(expected, history.Jobs[0]);
        Assert.Equal(0, history.Jobs[1].SubmittedMilliseconds);
    }

    [Fact]
    public void Steps_are_counted_and_no_jobs()
    {
        using var file = TemporaryFile.Of(
            Header + First
            + "1.batch|batch|||2024-05-01T12:10:00|2024-05-01T12:10:00|01:00:00||COMPLETED|cpu=4\n"
            + "1.extern|extern|||2024-05-01T12:10:00|2024-05-01T12:10:00|01:00:00||COMPLETED|cpu=4\n"
            + "1.0|python|||2024-05-01T12:10:00|2024-05-01T12:10:00|01:00:00||COMPLETED|cpu=4\n"
            + "1_7.12|python|||2024-05-01T12:10:00|2024-05-01T12:10:00|01:00:00||COMPLETED|cpu=4\n"
            + "1+0.interactive|bash|||2024-05-01T12:10:00|2024-05-01T12:10:00|01:00:00||CANCELLED by 0|cpu=4\n");

        var history = Read(file, strict: true);

        Assert.Single(history.Jobs);
        Assert.Equal(5, history.StepCount);
        Assert.Empty(history.Skipped);
    }

    [Fact]
    public void Tasks_of_arrays_and_components_of_heterogeneous_jobs_are_jobs()
    {
        using var file = TemporaryFile.Of(
            Header
            + First
            + First.Replace("1|first", "5_7|x", StringComparison.Ordinal)
            + First.Replace("1|first", "6+1|x", StringComparison.Ordinal));

        Assert.Equal(["1", "5_7", "6+1"], Read(file).Jobs.Select(job => job.Id));
    }

    [Fact]
    public void Attempts_after_a_requeue_are_jobs_of_their_own()
    {
        using var file = TemporaryFile.Of(
            Header
            + "1|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|00:30:00|02:00:00|NODE_FAIL|gres/gpu=1\n"
            + "1|a|u1|ml|2024-05-01T12:40:00|2024-05-01T12:50:00|01:00:00|02:00:00|COMPLETED|gres/gpu=1\n"
            + "1|a|u1|ml|2024-05-01T12:40:00|2024-05-01T12:50:00|01:00:00|02:00:00|COMPLETED|gres/gpu=1\n");

        var history = Read(file);

        Assert.Equal(["1", "1#2"], history.Jobs.Select(job => job.Id));
        Assert.Equal(
            [new SkippedLine(4, "job \"1\" with this Submit and Start is on an earlier line; remove one of the two")],
            history.Skipped);
    }

    [Theory]
    [InlineData("2|a|u1|ml|2024-05-01T12:00:00|Unknown|00:00:00|02:00:00|PENDING|", "it is pending")]
    [InlineData("2_[8-20%4]|a|u1|ml|2024-05-01T12:00:00|Unknown|00:00:00|02:00:00|PENDING|", "it is pending")]
    [InlineData(
        "2_[8-20%4]|a|u1|ml|2024-05-01T12:00:00|Unknown|00:00:00|02:00:00|CANCELLED by 1001|",
        "it has no start")]
    [InlineData("2|a|u1|ml|2024-05-01T12:00:00|None|00:00:00|Partition_Limit|CANCELLED by 1001|", "it has no start")]
    [InlineData("2|a|u1|ml|2024-05-01T12:00:00||00:00:00|02:00:00|CANCELLED|", "it has no start")]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:09:00|00:00:00|02:00:00|CANCELLED by 0|",
        "it was withdrawn before")]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:09:00|00:00:00|02:00:00|DEADLINE|",
        "it was withdrawn before")]
    public void A_job_that_never_started_is_left_out_and_is_no_fault(string line, string why)
    {
        using var file = TemporaryFile.Of($"{Header}{First}{line}\n");

        var history = Read(file, strict: true);

        Assert.Equal(
            [new SkippedLine(3, $"the job never started ({why}); no remedy is needed") { IsUnstarted = true }],
            history.Skipped);
        Assert.Single(history.Jobs);
    }

    [Fact]
    public void A_job_that_never_started_was_asked_for()
    {
        using var file = TemporaryFile.Of(
            "JobID|Account|Partition|Submit|Start|End|Elapsed|State|AllocTRES|ReqTRES\n"
            + "1|ml|a|2024-05-01T12:00:00|2024-05-01T12:00:00|2024-05-01T13:00:00|01:00:00|COMPLETED|gres/gpu:h100=1|\n"
            + "2_[8-20%4]|ml|b|2024-05-01T12:30:00|Unknown|Unknown|00:00:00|PENDING||gres/gpu:a100=2\n"
            + "3|nlp|b|2024-05-01T11:00:00|None|2024-05-01T14:00:00|00:00:00|CANCELLED by 7||cpu=1,gres/gpu=4\n");

        var history = Read(file);

        Assert.Equal(
            [
                new UnstartedJob(26, 1_800_000, null) { Tenant = "ml", Pool = "b", Chip = "a100" },
                new UnstartedJob(4, 0, 7_200_000) { Tenant = "nlp", Pool = "b" },
            ],
            history.Unstarted);
        Assert.Equal(("a", "h100"), (history.Jobs[0].Pool, history.Jobs[0].Chip));
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("FAILED")]
    [InlineData("TIMEOUT")]
    [InlineData("NODE_FAIL")]
    [InlineData("OUT_OF_MEMORY")]
    [InlineData("PREEMPTED")]
    [InlineData("BOOT_FAIL")]
    [InlineData("DEADLINE")]
    [InlineData("RUNNING")]
    [InlineData("REQUEUED")]
    [InlineData("RESIZING")]
    [InlineData("SUSPENDED")]
    [InlineData("REVOKED")]
    [InlineData("CANCELLED")]
    [InlineData("CANCELLED+")]
    [InlineData("CANCELLED by 1001")]
    public void A_job_that_held_its_nodes_counts_whatever_became_of_it(string state)
    {
        using var file = TemporaryFile.Of(Header + First.Replace("COMPLETED", state, StringComparison.Ordinal));

        Assert.Equal(3_600_000, Assert.Single(Read(file).Jobs).RuntimeMilliseconds);
    }

    [Theory]
    [InlineData("UNLIMITED", null)]
    [InlineData("Partition_Limit", null)]
    [InlineData("INVALID", null)]
    [InlineData("", null)]
    [InlineData("00:00:00", null)]
    [InlineData("2-03:04:05", 183_845_000L)]
    [InlineData("30:00", 1_800_000L)]
    public void A_limit_is_absent_where_the_site_set_none(string limit, long? milliseconds)
    {
        using var file = TemporaryFile.Of(Header + First.Replace("02:00:00", limit, StringComparison.Ordinal));

        Assert.Equal(milliseconds, Assert.Single(Read(file, strict: true).Jobs).TimeLimitMilliseconds);
    }

    [Fact]
    public void Raw_columns_epoch_dates_old_resources_and_the_trailing_separator_read_too()
    {
        using var file = TemporaryFile.Of(
            "state|TimelimitRaw|ElapsedRaw|AllocGRES|NNodes|Submit|ExitCode|jobid|\n"
            + "COMPLETED|90|61|gpu:a100:4(IDX:0-1,3),gpu:2|2|1714564800|0:0|7|\n"
            + "COMPLETED|UNLIMITED|5||1|1714564860|0:0|8|\n");

        var history = Read(file, strict: true);

        Assert.Equal(
            [
                new RecordedJob
                {
                    Id = "7",
                    Chip = "a100",
                    GpuCount = 4,
                    SubmittedMilliseconds = 0,
                    RuntimeMilliseconds = 61_000,
                    TimeLimitMilliseconds = 5_400_000,
                },
                new RecordedJob { Id = "8", GpuCount = 0, SubmittedMilliseconds = 60_000, RuntimeMilliseconds = 5000 },
            ],
            history.Jobs);
    }

    [Fact]
    public void Without_elapsed_the_runtime_is_from_start_to_end()
    {
        const string ByDates = "JobID|Submit|Start|End|State|ReqTRES\n";
        using var file = TemporaryFile.Of(
            ByDates
            + "1|2024-05-01T12:00:00|2024-05-01T12:10:00|2024-05-01T12:10:05|COMPLETED|cpu=1,gres/gpu:a100=2\n"
            + "2|2024-05-01T12:00:00|2024-05-01T12:10:00|Unknown|RUNNING|cpu=1\n"
            + "3|2024-05-01T12:00:00|2024-05-01T12:10:00|2024-05-01T12:09:00|COMPLETED|cpu=1\n");

        var history = Read(file);

        Assert.Equal(
            new RecordedJob
            {
                Id = "1",
                Chip = "a100",
                GpuCount = 2,
                SubmittedMilliseconds = 0,
                RuntimeMilliseconds = 5000,
                StartedMilliseconds = 600_000,
            },
            Assert.Single(history.Jobs));
        Assert.Equal(
            [
                new SkippedLine(3, "nothing tells how long the job ran; export Elapsed"),
                new SkippedLine(4, "End is before Start; export Elapsed"),
            ],
            history.Skipped);
    }

    [Fact]
    public void A_separator_in_the_name_is_mended_where_no_other_column_could_hold_it()
    {
        using var file = TemporaryFile.Of(Header + First.Replace("first", "a|b||c|", StringComparison.Ordinal));

        Assert.Equal("a|b||c|", Assert.Single(Read(file, strict: true).Jobs).Name);
    }

    [Fact]
    public void A_separator_is_not_mended_where_two_columns_could_hold_it()
    {
        const string TwoTexts = "JobID|JobName|Comment|Submit|Elapsed|State|AllocTRES\n";
        using var file = TemporaryFile.Of(
            TwoTexts
            + "1|a|b|c|2024-05-01T12:00:00|00:01:00|COMPLETED|cpu=1\n"
            + "2|a|b|2024-05-01T12:00:00|00:01:00|COMPLETED|cpu=1\n");

        var history = Read(file);

        Assert.Equal("2", Assert.Single(history.Jobs).Id);
        Assert.Equal(
            "a cell holds the separator, and it is open which one; export only one of JobName, Comment",
            Assert.Single(history.Skipped).Reason);
    }

    [Theory]
    [InlineData(
        "x1|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|01:00:00||COMPLETED|",
        "JobID \"x1\" is no job; write it as sacct prints it, such as 123 or 123_7")]
    [InlineData(
        "2|a|u1|ml|yesterday|2024-05-01T12:10:00|01:00:00||COMPLETED|",
        "Submit \"yesterday\" is no date; " + DateRemedy)]
    [InlineData(
        "2|a|u1|ml|Unknown|2024-05-01T12:10:00|01:00:00||COMPLETED|",
        "Submit \"Unknown\" is no date; " + DateRemedy)]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-13-01T12:10:00|01:00:00||COMPLETED|",
        "Start \"2024-13-01T12:10:00\" is no date; " + DateRemedy)]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|1 hour||COMPLETED|",
        "Elapsed \"1 hour\" is no span of time; write it as 1-02:03:04")]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|INVALID||COMPLETED|",
        "nothing tells how long the job ran; export Elapsed")]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|01:00:00|soon|COMPLETED|",
        "Timelimit \"soon\" is no span of time; write it as 1-02:03:04 or UNLIMITED")]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|01:00:00||FINE|",
        "State \"FINE\" is no state of Slurm; write it as sacct prints it, such as COMPLETED")]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00|2024-05-01T12:10:00|01:00:00||COMPLETED|gres/gpu=x",
        "AllocTRES \"gres/gpu=x\" has no readable count of accelerators; write it as gres/gpu=4")]
    [InlineData(
        "2|a|u1|ml|2024-05-01T12:00:00",
        "the line has 5 of 10 columns; it may be cut off: write it again in full")]
    public void A_bad_line_is_reported_and_refused_when_every_line_counts(string line, string reason)
    {
        using var file = TemporaryFile.Of($"{Header}{First}{line}\n");

        Assert.Equal([new SkippedLine(3, reason)], Read(file).Skipped);
        Assert.Equal(
            $"line 3: {reason}.",
            file.RefusalBy(path => JobHistoryReader.Read(path, JobHistoryFormat.Sacct, true)));
    }

    [Theory]
    [InlineData(
        "JobID|Submit|Elapsed|AllocTRES\n",
        "line 1: the column State is missing; add it, or check that the file is of the sacct form.")]
    [InlineData(
        "JobID|Submit|State|AllocTRES|Start\n",
        "line 1: there is no column that tells the runtime; "
            + "add Elapsed, ElapsedRaw, or Start and End, or check that the file is of the sacct form.")]
    [InlineData(
        "JobID|Submit|State|Elapsed\n",
        "line 1: there is no column that tells the accelerators; "
            + "add AllocTRES, ReqTRES, AllocGRES or ReqGRES, or check that the file is of the sacct form.")]
    [InlineData("JobID|jobid\n", "line 1: the column jobid is there twice; remove one of the two.")]
    [InlineData(
        "123|u1\n",
        "line 1: the column \"123\" is not known; "
            + "export with 'sacct --parsable2' and its header line, whose fields 'sacct --helpformat' lists.")]
    [InlineData(
        "JobID||State\n",
        "line 1: the column \"\" is not known; "
            + "export with 'sacct --parsable2' and its header line, whose fields 'sacct --helpformat' lists.")]
    public void A_header_without_what_a_replay_needs_is_refused(string text, string sentence)
    {
        using var file = TemporaryFile.Of(text);

        Assert.Equal(sentence, file.RefusalBy(path => JobHistoryReader.Read(path, JobHistoryFormat.Sacct, false)));
    }

    private static JobHistory Read(TemporaryFile file, bool strict = false) =>
        JobHistoryReader.Read(file.Path, JobHistoryFormat.Sacct, strict);
}
