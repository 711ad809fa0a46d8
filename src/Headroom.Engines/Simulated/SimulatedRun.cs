using System.Text;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Simulated;

/// <summary>One run of a simulated site; only the site changes it.</summary>
internal sealed class SimulatedRun(RunOrder order, SimulatedProgram program)
{
    private const int Kill = 9;
    private const int Terminate = 15;

    public RunOrder Order { get; } = order;

    public SimulatedProgram Program { get; } = program;

    public RunState State { get; private set; } = new RunAccepted();

    /// <summary>Rises with each change of plan, so that what was planned before comes to nothing.</summary>
    public int Plan { get; private set; }

    private DateTimeOffset? StartedAt { get; set; }

    private (DateTimeOffset At, StopRules Rules)? Stop { get; set; }

    /// <summary>Its output so far.</summary>
    public byte[] Log(LogStream stream) => StartedAt is null
        ? []
        : Encoding.UTF8.GetBytes(stream == LogStream.Output ? Program.Output : Program.Error);

    /// <summary>It starts, or ends without, when it was to stop. When its next end is due, and what that is.</summary>
    public PlannedEnd? Start(DateTimeOffset now)
    {
        if (Stop is not null)
        {
            End(new PlannedEnd(now, EndCause.Stopped, null, null));
            return null;
        }

        StartedAt = now;
        State = new RunRunning(now, []);
        return NextEnd();
    }

    /// <summary>It is told to stop. When its end is due; null when it has not started.</summary>
    public PlannedEnd? TellToStop(StopRules? rules, DateTimeOffset now)
    {
        var wanted = rules ?? Order.Stop;
        Stop = Stop is { } before ? (before.At, StopWish.Shorter(before.Rules, wanted)) : (now, wanted);
        State = new RunStopping(StartedAt);
        return StartedAt is null ? null : NextEnd();
    }

    /// <summary>It ends.</summary>
    public void End(PlannedEnd end)
    {
        Plan++;
        State = new RunEnded(new RunEnding
        {
            Cause = end.Cause,
            ExitCode = end.ExitCode,
            Signal = end.Signal,
            Sentence = $"The simulated run ended: {end.Cause}.",
            StartedAt = StartedAt,
            EndedAt = end.At,
            WallTime = end.At - StartedAt,
            OutputBytes = Log(LogStream.Output).Length,
            ErrorBytes = Log(LogStream.Error).Length,
        });
    }

    // The earliest of: its own end, its time limit, and the stop. Of equal times the first of these.
    private PlannedEnd NextEnd()
    {
        Plan++;
        var ends = new List<PlannedEnd>
        {
            new(StartedAt!.Value + Program.Runtime, EndCause.Exited, Program.ExitCode, null),
        };
        if (Order.Limits.Time is { } limit)
            ends.Add(EndAfter(StartedAt.Value + limit, Order.Stop, EndCause.TimeLimit));
        if (Stop is { } stop) ends.Add(EndAfter(stop.At, stop.Rules, EndCause.Stopped));

        return ends.MinBy(end => end.At)!;
    }

    private PlannedEnd EndAfter(DateTimeOffset at, StopRules rules, EndCause cause)
    {
        if (rules.Checkpoint is not null)
        {
            if (Program.SaveTime <= rules.CheckpointWait)
                return new PlannedEnd(at + Program.SaveTime.Value, cause, 0, null);

            at += rules.CheckpointWait;
        }

        return Program.IgnoresTerminate
            ? new PlannedEnd(at + rules.Grace, cause, null, Kill)
            : new PlannedEnd(at, cause, null, Terminate);
    }
}

/// <summary>How a simulated run will end, if nothing comes between.</summary>
internal sealed record PlannedEnd(DateTimeOffset At, EndCause Cause, int? ExitCode, int? Signal);
