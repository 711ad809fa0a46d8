using System.CommandLine;
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
        var watch = new Option<bool>("--watch") { Description = "Go on with those that change, until interrupted" };

        return new DocumentedCommand(
            "jobs",
            "List jobs.",
            "headroom jobs",
            "headroom jobs --state waiting --queue research --all --output json",
            "headroom jobs --all --output csv",
            "headroom jobs --tenant vision --watch")
        {
            tenant, state, queue, name, limit, all, watch,
        }.Serve(
            terminal,
            async (call, cancellation) =>
            {
                var parsed = call.Parsed;
                if (parsed.GetValue(all) && parsed.GetValue(limit) is not null)
                    throw new CommandFailure(ExitCode.WrongUse, "--limit and --all exclude each other; leave one out.");
                if (parsed.GetValue(all) && parsed.GetValue(watch))
                {
                    throw new CommandFailure(
                        ExitCode.WrongUse, "--watch follows one page and not --all; leave one out.");
                }

                var filter = new JobFilter
                {
                    Tenant = parsed.GetValue(tenant) ?? "",
                    State = state.In(parsed),
                    Queue = parsed.GetValue(queue) ?? "",
                    Name = parsed.GetValue(name) ?? "",
                    Limit = parsed.GetValue(all) ? JobFilter.LimitMax : parsed.GetValue(limit) ?? new JobFilter().Limit,
                };
                if (parsed.GetValue(watch)) return await new JobsWatch(call, filter).RunAsync(cancellation);

                var (jobs, next) = await JobPages.ReadAsync(call, filter, parsed.GetValue(all), cancellation);
                Write(call, jobs, next);
                return ExitCode.Done;
            },
            hasRows: true);
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.ExactlyOne };

    private static void WriteCsv(Terminal terminal, IReadOnlyList<JobView> jobs)
    {
        terminal.Output.WriteLine(CsvText.Line(
            "id", "name", "tenant", "queue", "state", "reason", "model", "gpu_milli", "priority", "submitted_at",
            "started_at", "ended_at", "exit_code", "attempts"));
        foreach (var job in jobs)
        {
            terminal.Output.WriteLine(CsvText.Line(
                job.Id, job.Name, job.Tenant, job.Queue, JobWords.Of(job.State), job.Reason, job.Model, job.GpuMilli,
                job.Priority, job.SubmittedAt, job.StartedAt, job.EndedAt, job.ExitCode, job.Attempts));
        }
    }

    private static void Write(ServerCall call, IReadOnlyList<JobView> jobs, string? next)
    {
        if (call.IsJson)
        {
            WireJson.WriteArray(call.Terminal, jobs);
        }
        else if (call.Format == OutputFormat.Csv)
        {
            WriteCsv(call.Terminal, jobs);
        }
        else
        {
            var table = new JobTable(call);
            foreach (var job in jobs) table.Add(job);
            table.Write();
        }

        if (next is not null && call.Terminal.IsWatched)
            call.Terminal.Error.WriteLine("There are more jobs; --all lists them.");
    }
}
