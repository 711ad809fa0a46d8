using Headroom.Cluster;

namespace Headroom.Engines.Contract;

/// <summary>
/// What an engine is told to run, complete in itself: an engine asks nobody back, and two orders are the same order
/// when they are equal.
/// </summary>
public sealed record RunOrder
{
    /// <summary>The attempt; never used for anything else.</summary>
    public required RunId Id { get; init; }

    /// <summary>
    /// Program and arguments, handed on as they are: no shell reads them. A program without a '/' is looked for in the
    /// folders of the order's own PATH, else in those where programs usually are.
    /// </summary>
    public required ValueList<string> Command { get; init; }

    /// <summary>
    /// All that the program finds in its environment, beside what the engine itself adds; names are unique.
    /// </summary>
    public ValueList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Folder in which the program starts, from the root.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Whether that folder is made where it is not there: for one that nobody else would make.</summary>
    public bool MakesWorkingDirectory { get; init; }

    /// <summary>
    /// Where its tasks run, one entry a task. The local engine takes one task a run; order each task of a gang there as
    /// a run of its own.
    /// </summary>
    public required ValueList<RunTask> Tasks { get; init; }

    /// <summary>What each task may take.</summary>
    public RunLimits Limits { get; init; } = new();

    /// <summary>How it is stopped at its time limit, and when a stop says nothing else.</summary>
    public StopRules Stop { get; init; } = new();

    /// <summary>
    /// Bytes kept of each of the two output streams of a task, <see cref="LogBytesLeast"/> to
    /// <see cref="LogBytesMost"/>: the first part and the last. Default 64 MiB.
    /// </summary>
    public long LogBytesMax { get; init; } = 64L << 20;

    /// <summary>Fewest bytes of a stream that can be asked for.</summary>
    public const long LogBytesLeast = 64L << 10;

    /// <summary>Most bytes of a stream that can be asked for.</summary>
    public const long LogBytesMost = 16L << 30;
}

/// <summary>One variable of a program's environment.</summary>
/// <param name="Name">Not empty and without '='.</param>
/// <param name="Value">Any text without a NUL.</param>
public sealed record EnvironmentVariable(string Name, string Value);

/// <summary>Where one task of a run runs, as the plan has it.</summary>
/// <param name="Node">Name of the node, as <see cref="Discovered"/> has it.</param>
/// <param name="Gpus">Accelerators of that node by index; none for a task that needs none.</param>
/// <param name="GpuMilli">Thousandths of each accelerator, 1 to 1000; less than 1000 shares one with others.</param>
/// <param name="GpuMemoryMiB">Memory of a shared accelerator that it may use, in MiB; 0 for no bound.</param>
public sealed record RunTask(
    string Node, GpuSet Gpus = default, int GpuMilli = TaskRequest.WholeGpuMilli, long GpuMemoryMiB = 0);
