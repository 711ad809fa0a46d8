using Headroom.Cluster;
using Headroom.Storage.Jobs;

namespace Headroom.Server.Dispatch;

/// <summary>
/// What was submitted lately, as it is stored: most jobs start soon, and need not be read for it. Bounded; thread-safe.
/// </summary>
internal sealed class RecentTexts
{
    private const int CountMax = 65_536;
    private const long LengthMax = 16 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, string> _texts = [];
    private readonly Queue<JobId> _order = [];
    private long _length;

    /// <summary>Keeps submissions that are stored, and lets the oldest go when there are many.</summary>
    public void Keep(IReadOnlyList<JobSubmission> submissions)
    {
        lock (_lock)
        {
            foreach (var submission in submissions) Keep(submission);
        }
    }

    /// <summary>The text of a job, once; null where it has to be read.</summary>
    public string? Take(JobId job)
    {
        lock (_lock)
        {
            if (!_texts.Remove(job, out var text)) return null;

            _length -= text.Length;
            return text;
        }
    }

    private void Keep(JobSubmission submission)
    {
        _texts[submission.Job] = submission.Text;
        _order.Enqueue(submission.Job);
        _length += submission.Text.Length;
        while ((_length > LengthMax || _order.Count > CountMax) && _order.TryDequeue(out var oldest))
        {
            if (_texts.Remove(oldest, out var text)) _length -= text.Length;
        }
    }
}
