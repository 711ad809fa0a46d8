namespace Headroom.Simulation.Sharing;

/// <summary>
/// One start of a job until it ends or stops: how much of its work is done and how much of that is saved. A resize
/// begins a new stretch at another pace.
/// </summary>
internal sealed class RunningJob
{
    private readonly RunStart _start;
    private readonly long _workFrom;
    private Pace _pace;
    private long _stretchFrom;
    private long _workBefore;
    private long _savedBefore;
    private Int128 _unsavedBefore;

    /// <param name="start">The start.</param>
    /// <param name="pace">How fast it gets on.</param>
    /// <param name="heldMilli">Thousandths of accelerators, or of cores, that it holds.</param>
    public RunningJob(in RunStart start, Pace pace, long heldMilli)
    {
        _start = start;
        _stretchFrom = start.At;
        _workFrom = start.At + start.TransferMilliseconds + start.RestartMilliseconds;
        _pace = pace;
        HeldMilli = heldMilli;
    }

    /// <summary>Thousandths of accelerators, or of cores, that it holds.</summary>
    public long HeldMilli { get; private set; }

    /// <summary>When the stretch began: the start, or the last resize.</summary>
    public long StretchFrom => _stretchFrom;

    /// <summary>When it started.</summary>
    public long Started => _start.At;

    /// <summary>Index of its region.</summary>
    public int Region => _start.Region;

    /// <summary>When the whole of <paramref name="work"/> will be done.</summary>
    public long DoneAt(long work) => Math.Max(_stretchFrom, _workFrom) + _pace.Duration(work - _workBefore);

    /// <summary>Work that survives a stop at <paramref name="time"/>: what was done at its last save.</summary>
    public long WorkSavedBy(long time)
    {
        var saved = LastSave(time);
        return saved < _stretchFrom ? _savedBefore : WorkBy(saved);
    }

    /// <summary>Work done by <paramref name="time"/>, saved or not.</summary>
    public long WorkBy(long time) => _workBefore + _pace.Work(Math.Max(0, time - Math.Max(_stretchFrom, _workFrom)));

    /// <summary>Work since the last save, in thousandths times milliseconds held for it.</summary>
    public Int128 UnsavedBy(long time)
    {
        var saved = LastSave(time);
        var from = Math.Max(Math.Max(saved, _stretchFrom), _workFrom);
        var here = (Int128)HeldMilli * Math.Max(0, time - from);
        return saved < _stretchFrom ? _unsavedBefore + here : here;
    }

    /// <summary>Time of the stretch, until <paramref name="time"/>, in which it waited for its data.</summary>
    public long TransferredBy(long time) => Overlap(_start.At, _start.At + _start.TransferMilliseconds, time);

    /// <summary>Time of the stretch, until <paramref name="time"/>, in which it was restarting.</summary>
    public long RestartedBy(long time) => Overlap(_start.At + _start.TransferMilliseconds, _workFrom, time);

    /// <summary>It goes on with other tasks.</summary>
    public void Resize(long time, Pace pace, long heldMilli)
    {
        (_savedBefore, _unsavedBefore, _workBefore) = (WorkSavedBy(time), UnsavedBy(time), WorkBy(time));
        (_stretchFrom, _pace, HeldMilli) = (time, pace, heldMilli);
    }

    private long Overlap(long from, long to, long time) =>
        Math.Max(0, Math.Min(time, to) - Math.Max(_stretchFrom, from));

    private long LastSave(long time) => _start.CheckpointMilliseconds == 0
        ? _start.At
        : _start.At + (time - _start.At) / _start.CheckpointMilliseconds * _start.CheckpointMilliseconds;
}
