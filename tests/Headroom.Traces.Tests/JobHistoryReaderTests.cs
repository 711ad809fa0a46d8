using System.Text;
using Headroom.Cluster;
using Headroom.Traces.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Tests;

public sealed class JobHistoryReaderTests
{
    private const string CsvHeader = "id,submit_s,runtime_s,gpus,user,tenant,name,limit_s\n";
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private const string MuriHeader = "job_id,num_gpu,submit_time,iterations,model_name,iteration_time\n";

    [Fact]
    public void A_line_of_the_own_form_becomes_a_job()
    {
        using var file = TemporaryFile.Of(CsvHeader + "a,1.5,0.0015,8,u,t,\"say \"\"hi\"\", twice\",3600\n");

        var expected = new RecordedJob
        {
            Id = "a",
            SubmittedMilliseconds = 1500,
            RuntimeMilliseconds = 2,
            GpuCount = 8,
            User = "u",
            Tenant = "t",
            Name = "say \"hi\", twice",
            TimeLimitMilliseconds = 3_600_000,
        };
        Assert.Equal([expected], Read(file).Jobs);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_optional_ones_may_be_absent()
    {
        using var file = TemporaryFile.Of("gpus,id,runtime_s,submit_s\n2,a,3,4\n");

        Assert.Equal(
            [new RecordedJob { Id = "a", GpuCount = 2, RuntimeMilliseconds = 3000, SubmittedMilliseconds = 4000 }],
            Read(file).Jobs);
    }

    [Theory]
    [InlineData("a,-1,1,1,,,,", "submit_s \"-1\" is negative; write a number from 0 to 3155760000")]
    [InlineData("a,0,NaN,1,,,,", "runtime_s \"NaN\" is no number; write a number from 0 to 3155760000")]
    [InlineData("a,0,1e999,1,,,,", "runtime_s \"1e999\" is no number; write a number from 0 to 3155760000")]
    [InlineData("a,0,1e10,1,,,,", "runtime_s \"1e10\" is too large; write a number from 0 to 3155760000")]
    [InlineData("a,0,1,2.5,,,,", "gpus \"2.5\" is no whole number; write a whole number from 0 to 1000000")]
    [InlineData("a,0,1,2000000,,,,", "gpus \"2000000\" is too large; write a whole number from 0 to 1000000")]
    [InlineData("a,0,1,1,,,,0", "limit_s is 0; leave it empty where there is no limit")]
    [InlineData("a,0,1,1,,,,never", "limit_s \"never\" is no number; write a number from 0 to 3155760000")]
    [InlineData("ok,0,1,1,,,,", "id \"ok\" is on line 2 already; give each line a name of its own")]
    [InlineData("a,0,1", "the line has 3 of 8 columns; it may be cut off: write it again in full")]
    [InlineData(
        "a,0,1,1,,,b,c,",
        "the line has 9 columns and the header 8; put a cell that holds the separator in double quotes")]
    [InlineData(
        "a,0,1,1,,,\"open,",
        "a quote is not closed on its line or is followed by text; double the quotes inside a quoted cell")]
    [InlineData(
        "a,0,1,1,,,\"b\"c,",
        "a quote is not closed on its line or is followed by text; double the quotes inside a quoted cell")]
    [InlineData(
        "a,0,1,1,,,\"b\",c,",
        "the line has 9 columns and the header 8; put a cell that holds the separator in double quotes")]
    public void A_bad_line_is_reported_and_the_rest_is_read(string line, string reason)
    {
        using var file = TemporaryFile.Of($"{CsvHeader}ok,0,1,1,,,,\n{line}\nlast,0,1,1,,,,\n");

        var history = Read(file);

        Assert.Equal(["ok", "last"], history.Jobs.Select(job => job.Id));
        Assert.Equal([new SkippedLine(3, reason)], history.Skipped);
        Assert.Equal(1, history.SkippedCount);
        Assert.Equal(
            $"line 3: {reason}.",
            file.RefusalBy(path => JobHistoryReader.Read(path, JobHistoryFormat.Csv, true)));
    }

    [Theory]
    [InlineData("0,1,0,0,vgg16,100", "iterations \"0\" is too small; write a whole number from 1 to 1099511627776")]
    [InlineData("0,1,0,5,vgg16,0", "iteration_time is 0; write the milliseconds of one iteration")]
    [InlineData("0,1,0,1000000000,vgg16,1000000000", "iterations times iteration_time is beyond 100 years; check both")]
    public void A_training_loop_must_make_a_runtime(string line, string reason)
    {
        using var file = TemporaryFile.Of($"{MuriHeader}9,1,0,5,vgg16,0.5\n{line}\n");

        var history = JobHistoryReader.Read(file.Path, JobHistoryFormat.Muri, false);

        Assert.Equal([new SkippedLine(3, reason)], history.Skipped);
        Assert.Equal(2, Assert.Single(history.Jobs).RuntimeMilliseconds);
    }

    [Theory]
    [InlineData(JobHistoryFormat.Csv, "", "the file is empty; write a header line and the lines of the csv form.")]
    [InlineData(
        JobHistoryFormat.Csv,
        CsvHeader,
        "there are no jobs below the header; name a history with jobs that ran.")]
    [InlineData(
        JobHistoryFormat.Csv,
        "id,submit_s,runtime_s,gpus\na,0,x,1\n",
        "no line holds a job that can be replayed; line 2 is skipped because runtime_s \"x\" is no number; "
            + "write a number from 0 to 3155760000; name a history with jobs that ran.")]
    [InlineData(
        JobHistoryFormat.Csv,
        "id,submit_s,gpus\n",
        "line 1: the column runtime_s is missing; add it, or check that the file is of the csv form.")]
    [InlineData(JobHistoryFormat.Csv, "id,id\n", "line 1: the column id is there twice; remove one of the two.")]
    [InlineData(
        JobHistoryFormat.Csv,
        "id,colour\n",
        "line 1: the column \"colour\" is not known; remove or rename it; "
            + "the csv form has id, submit_s, runtime_s, gpus, user, tenant, name, limit_s, start_s, pool, chip.")]
    [InlineData(
        JobHistoryFormat.Gavel,
        "vc,arrival_s,num_gpu,job_type,total_steps\n",
        "line 1: the column duration_s_on_v100 is missing; add it, or check that the file is of the gavel form.")]
    [InlineData(
        JobHistoryFormat.Chronus,
        "job_id,\n",
        "line 1: the column \"\" is not known; remove or rename it; "
            + "the chronus form has job_id, user, num_gpu, submit_time, iterations, model_name, duration, interval, "
            + "expect_time_list, expect_value_list, best_effort, job_type.")]
    public void A_file_of_another_form_is_refused_in_one_sentence(JobHistoryFormat format, string text, string sentence)
    {
        using var file = TemporaryFile.Of(text);

        Assert.Equal(sentence, file.RefusalBy(path => JobHistoryReader.Read(path, format, false)));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Blank_lines_count_as_lines_of_the_file(string lineEnd)
    {
        const string Text = "\nid,submit_s,runtime_s,gpus\n\n \na,0,1,1\n\nb,0,1\n";
        using var bad = TemporaryFile.Of(Text.ReplaceLineEndings(lineEnd));
        using var badHeader = TemporaryFile.Of("\n\nid,id\n".ReplaceLineEndings(lineEnd));

        Assert.Equal(7, Assert.Single(Read(bad).Skipped).Line);
        Assert.StartsWith("line 3: ", badHeader.RefusalBy(path => Read(path)), Ordinal);
    }

    [Fact]
    public void A_file_of_blank_lines_is_given_up()
    {
        using var file = TemporaryFile.Of(new string('\n', 1_000_002));

        Assert.Equal(
            "line 1000001: there are more than 1000000 blank lines; remove them.",
            file.RefusalBy(path => Read(path)));
    }

    [Fact]
    public void A_history_has_no_more_jobs_than_its_limit()
    {
        using var file = TemporaryFile.Of(CsvHeader + "a,0,1,1,,,,\n");
        using var table = Table.Open(file.Path, CsvForm.Form);
        var ledger = new JobLedger(table, isStrict: false, jobCountMax: 2);
        var line = new JobLine(new RecordedJob
        {
            Id = "a",
            GpuCount = 1,
            SubmittedMilliseconds = 0,
            RuntimeMilliseconds = 0,
        });
        ledger.Enter(null, line);
        ledger.Enter(null, line);

        var refusal = Assert.Throws<TraceFormatException>(() => ledger.Enter(null, line));

        Assert.EndsWith("more than 2 jobs; split the history into several files.", refusal.Message, Ordinal);
    }

    [Fact]
    public void A_file_that_is_bad_throughout_is_given_up()
    {
        using var file = TemporaryFile.Of(CsvHeader + string.Concat(Enumerable.Repeat("nonsense\n", 5000)));

        Assert.Equal(
            "line 102: 101 of the first 101 lines are at fault, the first on line 2 (the line has 1 of 8 columns; "
                + "it may be cut off: write it again in full); check that the file is of the named format.",
            file.RefusalBy(path => Read(path)));
    }

    [Fact]
    public void Skipped_lines_beyond_the_first_thousand_are_counted_only()
    {
        var text = new StringBuilder(CsvHeader);
        for (var i = 0; i < 3000; i++)
            text.Append(i).Append(",0,1,1,,,,\n").Append(i % 2 == 0 ? "bad\n" : "");
        using var file = TemporaryFile.Of(text.ToString());

        var history = Read(file);

        Assert.Equal(3000, history.Jobs.Count);
        Assert.Equal(1500, history.SkippedCount);
        Assert.Equal(1000, history.Skipped.Count);
    }

    private static JobHistory Read(TemporaryFile file) => Read(file.Path);

    private static JobHistory Read(string path) => JobHistoryReader.Read(path, JobHistoryFormat.Csv, false);
}
