using System.Globalization;
using Headroom.Cli.Jobs;
using Headroom.Cli.Outcome;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;
using Headroom.Engines.Local;

namespace Headroom.Cli.Sharding;

/// <summary>
/// Work over files as jobs of a pool: an array that does the parts, and one job behind it that does what follows on
/// all of them. The cluster runs them; a part whose run is lost is run again and goes on where it stood.
/// </summary>
/// <param name="call">The pool.</param>
/// <param name="place">Where.</param>
internal sealed class ShardedRun(ServerCall call, ShardPlace place)
{
    // A run that is lost with its node is none of the work's faults; one that failed is given another chance.
    private const int Retries = 3;
    private const int Attempts = 3;

    private const long MemoryMib = 2048;
    private const long MemoryMibAWorker = 256;

    /// <summary>Runs the jobs and waits for their end.</summary>
    /// <param name="verb">Names of the command, such as <c>curate run</c>.</param>
    /// <param name="words">What is said to all jobs.</param>
    /// <param name="workers">Cores of each.</param>
    /// <param name="cancellation">Ends the wait, not the jobs.</param>
    /// <exception cref="CommandFailure">There is no such cluster, or a job failed.</exception>
    public async Task RunAsync(
        string verb, IReadOnlyList<string> words, int workers, CancellationToken cancellation)
    {
        await DemandClusterAsync(cancellation);
        var usual = new JobRequest
        {
            Command = [],
            Queue = place.Queue,
            Clusters = [place.Cluster],
            CpuMillicores = 1000L * workers,
            MemoryMib = MemoryMib + workers * MemoryMibAWorker,
            Retries = Retries,
            Directory = Environment.CurrentDirectory,
        };
        string[] line = [.. Program(verb.Split(' ')), .. words, "--resume"];
        var attempt = 1;
        while (!await AttemptAsync(verb, usual, line, isLast: attempt == Attempts, cancellation))
        {
            call.Terminal.Error.WriteLine(
                $"Not all parts succeeded; those that did not are done again, {++attempt} of {Attempts} times.");
        }
    }

    private async Task<bool> AttemptAsync(
        string verb, JobRequest usual, string[] line, bool isLast, CancellationToken cancellation)
    {
        var parts = await SendAsync(
            usual with
            {
                Name = $"{verb}: parts",
                Command = [.. line, "--shard", Text(place.Shards)],
                Array = place.Shards,
            },
            cancellation);
        var rest = await SendAsync(
            usual with
            {
                Name = $"{verb}: rest",
                Command = line,
                After = [.. IdsOf(parts).Select(id => new JobDependency(id))],
            },
            cancellation);
        call.Terminal.Error.WriteLine(
            $"Jobs {Submission.RangeOf(parts)} on {place.Cluster} do the parts, job {rest.First} what follows.");

        var wait = new JobWait(call);
        if (await wait.UntilEndAsync(parts, timeout: null, cancellation) != ExitCode.Done)
        {
            await call.AskAsync(client => client.CancelAsync(rest.First, cancellation), cancellation);
            return isLast ? throw Failed(parts) : false;
        }

        return await wait.UntilEndAsync(rest, timeout: null, cancellation) == ExitCode.Done
            ? true
            : throw Failed(rest);
    }

    private async Task DemandClusterAsync(CancellationToken cancellation)
    {
        var known = await call.AskAsync(client => client.ClustersAsync(cancellation), cancellation);
        if (known.Any(cluster => cluster.Name == place.Cluster)) return;

        var names = string.Join(", ", known.Select(cluster => cluster.Name));
        throw new CommandFailure(
            ExitCode.NotFound, $"the pool has no cluster '{place.Cluster}'; its clusters are {names}.");
    }

    private IEnumerable<string> Program(string[] verb) => place.Program is { } path
        ? [path, .. verb]
        : [.. SupervisorProgram.ThisOne(verb[0]), .. verb[1..]];

    private Task<Submitted> SendAsync(JobRequest job, CancellationToken cancellation) =>
        Submission.SendAsync(call, job, SubmissionKey.Random(), cancellation);

    private static IEnumerable<long> IdsOf(Submitted jobs) =>
        Enumerable.Range(0, jobs.Count).Select(number => jobs.First + number);

    private static CommandFailure Failed(Submitted jobs) => new(
        ExitCode.Failed,
        $"of the jobs {Submission.RangeOf(jobs)} not all succeeded; './headroom jobs' shows which, './headroom logs {jobs.First}' what one wrote. Mend it and give the same command with --resume: what is done is not done again.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
