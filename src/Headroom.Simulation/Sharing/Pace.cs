namespace Headroom.Simulation.Sharing;

/// <summary>
/// How fast a job gets on: its speed on the chip model times its tasks, over all the tasks that it asks for.
/// </summary>
/// <param name="SpeedPermille">Speed of the chip model in thousandths, at least 1.</param>
/// <param name="Tasks">Tasks that run, at least 1.</param>
/// <param name="TasksAsked">Tasks that its runtime is given for, at least <paramref name="Tasks"/>.</param>
internal readonly record struct Pace(int SpeedPermille, int Tasks, int TasksAsked)
{
    private const int FullSpeed = 1000;

    // Beyond any recorded time, and far enough from the largest number that times can be added to it.
    private const long DurationMax = 1L << 60;

    private bool IsFull => SpeedPermille == FullSpeed && Tasks == TasksAsked;

    /// <summary>Milliseconds that some work takes, rounded up; work is counted in milliseconds at full pace.</summary>
    public long Duration(long work)
    {
        if (IsFull) return work;

        var rate = (Int128)SpeedPermille * Tasks;
        var duration = ((Int128)work * FullSpeed * TasksAsked + rate - 1) / rate;
        return duration > DurationMax ? DurationMax : (long)duration;
    }

    /// <summary>Work that is done in some milliseconds, rounded down.</summary>
    public long Work(long duration) =>
        IsFull ? duration : (long)((Int128)duration * SpeedPermille * Tasks / ((Int128)FullSpeed * TasksAsked));
}
