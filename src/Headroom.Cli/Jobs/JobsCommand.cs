using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary><c>headroom jobs</c>: the jobs that are there.</summary>
internal static class JobsCommand
{
    public static Command Create(Terminal terminal)
    {
        var tenant = Text("--tenant", "TENANT", "Only of this tenant");
        var state = Choices.One("--state", "state", "Only in this state",
            [("all", (JobStatus?)null), .. JobWords.States.Select(known => (known.Word, (JobStatus?)known.State))]);
        var queue = Text("--queue", "QUEUE", "Only of this queue");
        var name = Text("--name", "NAME", "Only those whose name begins so");
        var limit = Numbers.Whole("--limit", "Most jobs [default: 100]", 1, JobFilter.LimitMax);
        var all = new Option<bool>("--all") { Description = "All of them, however many" };

        return new DocumentedCommand(
            "jobs",
            "List jobs.",
            "headroom jobs",
            "headroom jobs --state waiting --queue research --all --output json")
        {
            tenant, state, queue, name, limit, all,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var parsed = call.Parsed;
            if (parsed.GetValue(all) && parsed.GetValue(limit) is not null)
                throw new CommandFailure(ExitCode.WrongUse, "--limit and --all exclude each other; leave one out.");

            var filter = new JobFilter
            {
                Tenant = parsed.GetValue(tenant) ?? "",
                State = state.In(parsed),
                Queue = parsed.GetValue(queue) ?? "",
                Name = parsed.GetValue(name) ?? "",
                Limit = parsed.GetValue(all) ? JobFilter.LimitMax : parsed.GetValue(limit) ?? new JobFilter().Limit,
            };
            var (jobs, next) = await JobPages.ReadAsync(call, filter, parsed.GetValue(all), cancellation);
            Write(call, jobs, next);
            return ExitCode.Done;
        });
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.ExactlyOne };

    private static void Write(ServerCall call, IReadOnlyList<JobView> jobs, string? next)
    {
        if (call.IsJson)
        {
            WireJson.WriteArray(call.Terminal, jobs);
        }
        else
        {
            var table = new TextTable(
                new("ID"), TableColumn.Words("STATE"), TableColumn.Words("TENANT"), TableColumn.Words("QUEUE"),
                TableColumn.Words("MODEL"), new("GPUS"), new("WAIT"), new("RUNTIME"), TableColumn.Words("NAME"),
                TableColumn.Words("REASON"));
            foreach (var job in jobs)
            {
                table.Add(
                    job.Id.ToString(CultureInfo.InvariantCulture), JobWords.Of(job.State), job.Tenant, job.Queue,
                    job.Model ?? NumberText.None, NumberText.Milli(job.GpuMilli), JobWords.Wait(job, call.Now),
                    JobWords.Runtime(job, call.Now), job.Name, JobWords.Reason(job));
            }

            table.Write(call.Terminal);
        }

        if (next is not null && call.Terminal.IsWatched)
            call.Terminal.Error.WriteLine("There are more jobs; --all lists them.");
    }
}
