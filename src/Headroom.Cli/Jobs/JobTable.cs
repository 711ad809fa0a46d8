using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary>Jobs, a row each.</summary>
internal sealed class JobTable(ServerCall call)
{
    private readonly TextTable _table = new(
        new("ID"), TableColumn.Words("STATE"), TableColumn.Words("TENANT"), TableColumn.Words("QUEUE"),
        TableColumn.Words("MODEL"), new("GPUS"), new("WAIT"), new("RUNTIME"), TableColumn.Words("NAME"),
        TableColumn.Words("REASON"));

    /// <summary>Adds a job as it stands now.</summary>
    public void Add(JobSummary job) => _table.Add(
        job.Id.ToString(CultureInfo.InvariantCulture), JobWords.Of(job.State), job.Tenant, job.Queue,
        job.Model ?? NumberText.None, NumberText.Milli(job.GpuMilli), JobWords.Wait(job, call.Now),
        JobWords.Runtime(job, call.Now), job.Name, JobWords.Reason(job));

    /// <summary>Writes the table; again, the rows that were added since.</summary>
    public void Write() => _table.Write(call.Terminal);
}
