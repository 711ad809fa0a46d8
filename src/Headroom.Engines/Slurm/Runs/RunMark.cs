using System.Security.Cryptography;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>
/// What stands in the comment of a job by which a pool knows it again:
/// <c>headroom/v1 pool=headroom run=hr-12-1-0 order=3f0a…</c>.
/// </summary>
/// <param name="Pool">Whose job it is.</param>
/// <param name="Run">Which run it is.</param>
/// <param name="Order">Digest of the order, so that another order of the same name is known for one.</param>
internal sealed record RunMark(string Pool, RunId Run, string Order)
{
    private const string Version = "headroom/v1";
    private const int DigestLength = 16;

    /// <summary>The mark of an order.</summary>
    public static RunMark Of(string pool, RunOrder order) => new(
        pool, order.Id, Convert.ToHexStringLower(SHA256.HashData(StateJson.Bytes(order)))[..DigestLength]);

    /// <summary>Reads the mark of a job; null for one of somebody else, or with a name that is not its run's.</summary>
    public static RunMark? Of(SlurmJob job)
    {
        if (job.Comment.Split(' ') is not [Version, var pool, var run, var order]) return null;

        return Value(pool, "pool") is { } ofPool && Value(run, "run") == job.Name && Value(order, "order") is { } digest
            && RunId.TryParse(job.Name, out var id)
            ? new RunMark(ofPool, id, digest)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Version} pool={Pool} run={Run} order={Order}";

    private static string? Value(string text, string key) =>
        text.StartsWith($"{key}=", StringComparison.Ordinal) ? text[(key.Length + 1)..] : null;
}
