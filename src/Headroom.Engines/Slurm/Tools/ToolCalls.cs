using System.Globalization;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Tools;

/// <summary>Talks to Slurm by its programs.</summary>
internal sealed class ToolCalls(SlurmTools tools, string scriptFile, int submissionsMax) : ISlurmCalls, IDisposable
{
    // So that no command line grows beyond what the system takes.
    private const int NamesAtOnce = 500;

    private const string NoAccounting = "accounting storage is disabled";

    // Of these alone there may be many at once.
    private readonly SemaphoreSlim _places = new(Math.Clamp(submissionsMax, 1, 64));

    /// <inheritdoc/>
    public async Task<long> SubmitAsync(SlurmSubmission submission, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            return await SubmitNowAsync(submission, cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    /// <inheritdoc/>
    public Task TryAsync(SlurmSubmission submission, CancellationToken cancellation) => tools.RunAsync(
        "sbatch", ["--test-only", .. SubmitArguments.Of(submission, scriptFile, isForTrial: true)], cancellation);

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyList<long> ids, CancellationToken cancellation) =>
        tools.RunAsync("scontrol", ["release", string.Join(',', ids)], cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SlurmJob>> ActiveAsync(CancellationToken cancellation) =>
        JobLines.Parse(await tools.RunAsync("squeue", ["-h", "--me", "-O", JobLines.Format], cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SlurmJob>> NamedAsync(
        IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var jobs = new List<SlurmJob>();
        foreach (var some in names.Chunk(NamesAtOnce))
        {
            string[] arguments = ["-h", "--me", "-t", "all", $"--name={string.Join(',', some)}", "-O", JobLines.Format];
            jobs.AddRange(JobLines.Parse(await tools.RunAsync("squeue", arguments, cancellation)));
        }

        return jobs;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SlurmJob>?> AccountedAsync(
        IReadOnlyList<string> names, DateTimeOffset since, CancellationToken cancellation)
    {
        var jobs = new List<SlurmJob>();
        // Without a time accounting looks at today alone; with a name alone it walks through all of its rows.
        var start = since.UtcDateTime.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            foreach (var some in names.Chunk(NamesAtOnce))
            {
                string[] arguments =
                    ["-X", "-P", "-n", "-S", start, $"--name={string.Join(',', some)}", "-o", AccountLines.Format];
                jobs.AddRange(AccountLines.Parse(await tools.RunAsync("sacct", arguments, cancellation)));
            }

            return jobs;
        }
        catch (SlurmFault fault) when (fault.Message.Contains(NoAccounting, StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task SignalAsync(SlurmJob job, int signal, bool toAll, CancellationToken cancellation) =>
        CancelAsync(
            job,
            [$"--signal={signal.ToString(CultureInfo.InvariantCulture)}", toAll ? "--full" : "--batch"],
            cancellation);

    /// <inheritdoc/>
    public Task CancelAsync(SlurmJob job, bool onlyWaiting, CancellationToken cancellation) =>
        CancelAsync(job, onlyWaiting ? ["--state=PENDING"] : [], cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SlurmNode>> NodesAsync(CancellationToken cancellation) =>
        RecordLines.Nodes(await tools.RunAsync("scontrol", ["-o", "-d", "show", "node"], cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SlurmSwitch>> SwitchesAsync(CancellationToken cancellation)
    {
        try
        {
            return RecordLines.Switches(await tools.RunAsync("scontrol", ["-o", "show", "topology"], cancellation));
        }
        catch (SlurmFault fault) when (fault.IsRefusal)
        {
            return [];
        }
    }

    private async Task<long> SubmitNowAsync(SlurmSubmission submission, CancellationToken cancellation)
    {
        var answer = await tools.RunAsync("sbatch", SubmitArguments.Of(submission, scriptFile), cancellation);
        // With federations the cluster's name follows.
        return long.TryParse(
            answer.Trim().Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new SlurmFault($"sbatch said '{answer.Trim()}' and no number of a job.", isRefusal: false);
    }

    // Name and number together: the number may belong to another job by now.
    private async Task CancelAsync(SlurmJob job, string[] options, CancellationToken cancellation)
    {
        var id = job.Id.ToString(CultureInfo.InvariantCulture);
        try
        {
            await tools.RunAsync("scancel", ["--quiet", .. options, $"--name={job.Name}", id], cancellation);
        }
        catch (SlurmFault fault) when (fault.IsRefusal)
        {
            // It has ended meanwhile, or is about to: the next look tells.
        }
    }
}
