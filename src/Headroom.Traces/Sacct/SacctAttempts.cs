using Headroom.Traces.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Sacct;

/// <summary>
/// Tells the attempts of a requeued job apart. Lines with equal id, submission and start are one attempt listed twice,
/// as in exports of two months that a job ran across.
/// </summary>
internal sealed class SacctAttempts
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<(string Id, long Submitted, long Started)> _seen = [];

    /// <summary>The id of an attempt: that of its job, from the second on with <c>#2</c> and so on behind it.</summary>
    public string Take(ref TableRow row, ReadOnlySpan<char> jobId, long submitted, long started)
    {
        if (row.Fault is not null) return "";
        if (jobId.Length > JobBounds.TextLengthMax)
            row.Fail("JobID is too long", $"shorten it to at most {JobBounds.TextLengthMax} characters");

        var id = jobId.ToString();
        if (!_seen.Add((id, submitted, started)))
        {
            row.Fail(
                $"job {Fault.Quote(id)} with this Submit and Start is on an earlier line",
                "remove one of the two");
            return id;
        }

        var attempt = _counts.GetValueOrDefault(id) + 1;
        _counts[id] = attempt;
        return attempt == 1 ? id : $"{id}#{attempt}";
    }
}
