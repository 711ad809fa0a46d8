using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.State;

namespace Headroom.Storage.Jobs;

/// <summary>
/// Names one attempt to run a job, everywhere: in the outbox and, as text, on its engine. It follows from the state of
/// the job alone, so that whoever decides again after a crash finds the same name.
/// </summary>
/// <param name="Job">The job.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
public readonly record struct RunId(JobId Job, int Attempt)
{
    /// <summary>The attempt that a waiting job starts with, or that a running one is in.</summary>
    public static RunId Of(JobEntry job) => new(job.Job.Id, job.Preemptions + 1);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RunId run)
    {
        run = default;
        if (text?.Split('-') is not [var job, var attempt]) return false;
        if (!long.TryParse(job, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        if (!int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;

        run = new RunId(new JobId(id), number);
        return true;
    }

    /// <summary>Such as <c>1207-2</c>: letters that every engine allows in a name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Job.Value}-{Attempt}");
}
