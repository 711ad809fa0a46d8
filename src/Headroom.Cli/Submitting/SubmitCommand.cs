using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Jobs;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;
using Headroom.Traces.Submissions;

namespace Headroom.Cli.Submitting;

/// <summary><c>headroom submit</c>: hands a job over to the server.</summary>
internal static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = CommandWords.Argument();
        var options = new JobOptions();
        var file = new Option<string?>("--file", "-f")
        {
            Description = "Job file; options go before what it says",
            HelpName = "FILE",
            Arity = ArgumentArity.ExactlyOne,
        };
        var key = SubmissionKey.Option();
        var order = new PayerOrder();
        var isDry = new Option<bool>("--dry-run") { Description = "Print the request and send nothing" };
        var wait = WaitOptions.Wait("Wait for the end; the exit code is 0 if the job succeeded, else 1");
        var timeout = WaitOptions.Timeout();

        var submit = new DocumentedCommand(
            "submit",
            "Submit a job and print its id.",
            "headroom submit --gpus 1 --memory 16G --time 2h -- python train.py --epochs 3",
            "headroom submit --gpus 0.25 --array 100%4 --after 17 -- ./evaluate",
            "headroom submit --agreement 3fa1b2c4d5e6 --purpose training --payer owner.key --gpus 1 --time 1h -- python train.py",
            "headroom submit -f job.yaml --dry-run",
            "headroom submit -f job.yaml --wait --timeout 24h")
        {
            words,
        };
        options.AddTo(submit);
        order.AddTo(submit);
        foreach (var option in new Option[] { file, key, isDry, wait, timeout }) submit.Add(option);

        return submit.Serve(terminal, async (call, cancellation) =>
        {
            var parsed = call.Parsed;
            var longest = WaitOptions.Longest(parsed, wait, timeout);
            if (parsed.GetValue(isDry) && parsed.GetValue(wait))
                throw new CommandFailure(ExitCode.WrongUse, "--dry-run sends nothing to --wait for; leave one out.");

            var command = CommandWords.In(parsed, words);
            var written = options.In(parsed) with { Command = command.Count > 0 ? command : null };
            var job = parsed.GetValue(file) is { } path ? written.Over(Read(path)) : written;
            if (job.Command is not [{ Length: > 0 }, ..])
                throw new CommandFailure(ExitCode.WrongUse, "there is no command; write it behind '--', or in a job file.");

            var request = await order.SignedAsync(call, JobRequests.Of(job), cancellation);
            if (parsed.GetValue(isDry))
            {
                WireJson.WriteIndented(terminal, request);
                return ExitCode.Done;
            }

            var jobs = await Submission.SendAsync(
                call, request, parsed.GetValue(key) ?? SubmissionKey.Random(), cancellation);
            Print(call, jobs, hint: !parsed.GetValue(wait));
            if (!parsed.GetValue(wait)) return ExitCode.Done;

            return await new JobWait(call).UntilEndAsync(jobs, longest, cancellation);
        });
    }

    // A job file speaks of places from where it lies, an option from where its user stands.
    private static JobDescription Read(string path)
    {
        var job = JobFile.Read(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return job.Directory is { } directory ? job with { Directory = Path.GetFullPath(directory, folder) } : job;
    }

    private static void Print(ServerCall call, Submitted jobs, bool hint)
    {
        var terminal = call.Terminal;
        terminal.Output.WriteLine(call.IsJson ? WireJson.Of(jobs) : Submission.RangeOf(jobs));
        terminal.Output.Flush();
        foreach (var warning in jobs.Warnings ?? [])
            terminal.Error.WriteLine($"headroom: {DisplayWidth.Printable(warning)}");
        if (!hint || !terminal.IsWatched) return;

        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Why it waits: ./headroom why {jobs.First}. What it writes: ./headroom logs {jobs.First} -f"));
    }
}
