using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Cli.Tests.Jobs;

/// <summary>What a command line or a job file becomes on the wire.</summary>
public sealed class SubmitRequestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_command_alone_is_a_request_with_the_usual_sizes() =>
        AssertRequest(new JobRequest { Command = ["python", "train.py", "--gpus", "3"] }, "-- python train.py --gpus 3");

    [Fact]
    public void Every_option_has_its_key() => AssertRequest(
        new JobRequest
        {
            Command = ["run"],
            Name = "night",
            Queue = "research",
            Gpus = 1,
            GpuMilli = 250,
            GpuMemoryMib = 10_240,
            Models = ["A100", "H100"],
            CpuMillicores = 1_500,
            MemoryMib = 16_384,
            Tasks = 4,
            TasksMin = 2,
            Array = 100,
            ArrayRunningMax = 4,
            After = [new(17), new(18, JobEnd.Any), new(19, JobEnd.NotSucceeded)],
            Priority = -5,
            Preemptible = false,
            TimeLimitSeconds = 7_200,
            CheckpointSeconds = 600,
            StartBy = 1_796_112_000,
            Regions = ["east", "west"],
            Data = ["corpus", "labels"],
            Environment = new SortedDictionary<string, string> { ["A"] = "", ["SEED"] = "4=2" },
            Directory = "/data/run",
        },
        "--name night --queue research --gpus 0.25 --gpu-memory 10G --model A100|H100 --cpus 1.5 --memory 16G "
        + "--time 2h --tasks 2-4 --array 100%4 --after 17 --after 18:any --after 19:failed --priority -5 --no-preemption "
        + "--checkpoint 10m --deadline 2026-12-01T16:00+08:00 --region east --region west --data corpus,labels --env SEED=4=2 --env A= --dir /data/run -- run");

    [Theory]
    [InlineData("8", 8, 1000)]
    [InlineData("0", 0, 1000)]
    [InlineData("1.000", 1, 1000)]
    [InlineData("0.001", 1, 1)]
    [InlineData("0.999", 1, 999)]
    public void Whole_accelerators_and_parts_of_one_are_told_apart(string text, int gpus, int gpuMilli) =>
        AssertRequest(
            new JobRequest { Command = ["run"], Gpus = gpus, GpuMilli = gpuMilli }, $"--gpus {text} -- run");

    [Theory]
    [InlineData("512M", 512)]
    [InlineData("1.5G", 1536)]
    [InlineData("1T", 1_048_576)]
    public void Sizes_are_in_powers_of_1024(string text, long mib) =>
        AssertRequest(new JobRequest { Command = ["run"], MemoryMib = mib }, $"--memory {text} -- run");

    [Theory]
    [InlineData("--gpus 1.5 -- run", "--gpus '1.5' is neither a part of one accelerator nor 0 to 16 whole ones")]
    [InlineData("--gpus 17 -- run", "--gpus '17' is neither")]
    [InlineData("--gpus -1 -- run", "--gpus '-1' is neither")]
    [InlineData("--gpus 0.0001 -- run", "--gpus '0.0001' has more than three decimals")]
    [InlineData("--gpus NaN -- run", "--gpus 'NaN' is not a number")]
    [InlineData("--cpus -1 -- run", "--cpus '-1' is out of range")]
    [InlineData("--memory 16 -- run", "--memory '16' is not a size; write one such as 512M, 16G or 1T")]
    [InlineData("--memory 99999999999999T -- run", "--memory '99999999999999T' is out of range")]
    [InlineData("--time 0 -- run", "--time '0' is no time to run in")]
    [InlineData("--time soon -- run", "--time 'soon' is not a time; write one such as 90s, 30m, 24h or 7d")]
    [InlineData("--tasks 0 -- run", "--tasks '0' is not a whole number from 1 to 1000000")]
    [InlineData("--array 10001 -- run", "--array '10001' is not a number of jobs from 1 to 10000")]
    [InlineData("--array 5%0 -- run", "--array '5%0' is not a number of jobs")]
    [InlineData("--after 17:later -- run", "--after '17:later' is not a job to wait for; write its id such as 17")]
    [InlineData("--after 0 -- run", "--after '0' is not a job to wait for")]
    [InlineData("--env SEED -- run", "--env 'SEED' is not a variable with its value; write one such as SEED=42")]
    [InlineData("--model A100, -- run", "--model has an empty name in it")]
    [InlineData("--priority 1.5 -- run", "--priority '1.5' is not a whole number")]
    [InlineData("--key a\u00e4 -- run", "--key is not 1 to 128 visible ASCII characters")]
    [InlineData("--server ftp://x -- run", "--server 'ftp://x' is not the address of a server")]
    [InlineData("--server http://me:secret@x -- run", "--server holds a name or a password; leave them out")]
    [InlineData("--server https//me:secret@x?a -- run", "--server holds a name or a password; leave them out")]
    [InlineData("--server http://x/?a=b -- run", "--server 'http://x/?a=b' has something behind its path")]
    [InlineData("--timeout 5s -- run", "--timeout belongs to --wait")]
    [InlineData("--wait -- run", "--dry-run sends nothing to --wait for")]
    [InlineData("--name night", "there is no command; write it behind '--', or in a job file")]
    [InlineData("python train.py", "'python' stands before '--'; write the command behind it")]
    [InlineData("--nmae x -- run", "unknown option '--nmae'; did you mean '--name'; options of the job's own")]
    [InlineData("-f nothing.yaml", "nothing.yaml")]
    public void Wrong_use_is_one_sentence(string line, string sentence)
    {
        var result = Run(line);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_go_before_the_job_file()
    {
        var file = _folder.Write(
            "job.yaml",
            """
            command: [python, train.py, 8]
            gpus: 0.5
            memory: 8G
            directory: data
            environment: {SEED: 1, MODE: fast}
            after: [3]
            """);

        var result = CannedServer.Run(
            [], false, CancellationToken.None,
            "submit", "--dry-run", "-f", file, "--gpus", "2", "--env", "SEED=2");

        Assert.Equal("", result.Error);
        AssertEqual(
            new JobRequest
            {
                Command = ["python", "train.py", "8"],
                Gpus = 2,
                MemoryMib = 8_192,
                Directory = _folder.At("data"),
                Environment = new SortedDictionary<string, string> { ["MODE"] = "fast", ["SEED"] = "2" },
                After = [new(3)],
            },
            result.Output);
    }

    [Fact]
    public void Faults_of_a_job_file_have_line_and_key()
    {
        var file = _folder.Write("job.yaml", "command: [run]\ngpus: 1.5\nmemroy: 16G\n");

        var result = CannedServer.Run([], false, CancellationToken.None, "submit", "--dry-run", "-f", file);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("line 2, gpus: \"1.5\" is neither", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 3, memroy: ", result.Error, StringComparison.Ordinal);
    }

    private static void AssertRequest(JobRequest expected, string line)
    {
        var result = Run(line);

        Assert.Equal("", result.Error);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        AssertEqual(expected, result.Output);
    }

    private static CliResult Run(string line) =>
        CannedServer.Run([], false, CancellationToken.None, ["submit", "--dry-run", .. line.Split(' ')]);

    private static void AssertEqual(JobRequest expected, string output) => Assert.Equal(
        JsonSerializer.Serialize(expected, ApiJson.Options),
        JsonSerializer.Serialize(JsonSerializer.Deserialize<JobRequest>(output, ApiJson.Options), ApiJson.Options));
}
