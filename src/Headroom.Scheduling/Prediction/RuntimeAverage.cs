namespace Headroom.Scheduling.Prediction;

/// <summary>
/// Moving average of the runtimes of like jobs, in whole milliseconds: each new one counts 1 / min(seen,
/// <see cref="Memory"/>), so that the average is exact at first and forgets afterwards.
/// </summary>
internal sealed class RuntimeAverage
{
    /// <summary>How many jobs weigh in the average in the long run.</summary>
    public const int Memory = 64;

    private int _seen;

    public bool HasHistory => _seen > 0;

    public long Milliseconds { get; private set; }

    public void Add(long runtimeMilliseconds)
    {
        _seen = Math.Min(_seen + 1, Memory);
        Milliseconds += (runtimeMilliseconds - Milliseconds) / _seen;
    }
}
