namespace Headroom.Simulation.Sharing;

/// <summary>
/// One start of a job until it ends or stops: how much of its work is done and how much of that is saved. A resize
/// begins a new stretch at another pace.
/// </summary>
internal sealed class RunningJob
{
    private readonly long _started;
    private readonly long _workFrom;
    private readonly long _checkpoint;
    private Pace _pace;
    private long _stretchFrom;
    private long _workBefore;
    private long _savedBefore;
    private Int128 _unsavedBefore;

    /// <param name="started">Its start.</param>
    /// <param name="restart">Time before work goes on, in milliseconds.</param>
    /// <param name="checkpoint">Time between two saves, counted from the start; 0 when it never saves.</param>
    /// <param name="pace">How fast it gets on.</param>
    /// <param name="heldMilli">Thousandths of accelerators, or of cores, that it holds.</param>
    public RunningJob(long started, long restart, long checkpoint, Pace pace, long heldMilli)
    {
        _started = _stretchFrom = started;
        _workFrom = started + restart;
        _checkpoint = checkpoint;
        _pace = pace;
        HeldMilli = heldMilli;
    }

    /// <summary>Thousandths of accelerators, or of cores, that it holds.</summary>
    public long HeldMilli { get; private set; }

    /// <summary>When the stretch began: the start, or the last resize.</summary>
    public long StretchFrom => _stretchFrom;

    /// <summary>When it started.</summary>
    public long Started => _started;

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

    /// <summary>
    /// Time since the later of the stretch's begin and the start in which it was only restarting, in milliseconds.
    /// </summary>
    public long RestartedBy(long time) => Math.Max(0, Math.Min(time, _workFrom) - _stretchFrom);

    /// <summary>It goes on with other tasks.</summary>
    public void Resize(long time, Pace pace, long heldMilli)
    {
        (_savedBefore, _unsavedBefore, _workBefore) = (WorkSavedBy(time), UnsavedBy(time), WorkBy(time));
        (_stretchFrom, _pace, HeldMilli) = (time, pace, heldMilli);
    }

    private long LastSave(long time) =>
        _checkpoint == 0 ? _started : _started + (time - _started) / _checkpoint * _checkpoint;
}
