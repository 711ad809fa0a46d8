using Headroom.Cluster;

namespace Headroom.Traces;

/// <summary>
/// A history, a policy, a fleet or a job cannot be read. The message has one line for each fault: a sentence that names
/// file, line, key where there is one, and remedy.
/// </summary>
public sealed class TraceFormatException : Exception
{
    /// <summary>Most faults that one message tells: the first ones.</summary>
    public const int FaultsMax = 20;

    /// <summary>The refusal for one fault.</summary>
    /// <param name="file">Path as the caller gave it.</param>
    /// <param name="line">Line of the file, from 1; 0 when the fault is the file itself.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="remedy">What the reader can do about it, without a full stop.</param>
    public TraceFormatException(string file, long line, string problem, string remedy)
        : this(file, [new FileFault(line, "", problem, remedy)])
    {
    }

    /// <summary>The refusal for several faults, at least one.</summary>
    /// <param name="file">Path as the caller gave it.</param>
    /// <param name="faults">All faults; the message tells the first <see cref="FaultsMax"/> and counts the
    /// others.</param>
    public TraceFormatException(string file, IReadOnlyList<FileFault> faults)
        : base(Text(file, faults)) =>
        Faults = [.. faults.Take(FaultsMax)];

    /// <summary>Line of the first fault, from 1; 0 when the fault is the file itself.</summary>
    public long Line => Faults[0].Line;

    /// <summary>The faults that the message tells, in the order of their lines.</summary>
    public IReadOnlyList<FileFault> Faults { get; }

    private static string Text(string file, IReadOnlyList<FileFault> faults)
    {
        var lines = faults.Take(FaultsMax).Select(fault => fault.In(file));
        if (faults.Count <= FaultsMax) return string.Join('\n', lines);

        var atLeast = faults.Count < SpecificationFault.CountMax ? "" : "at least ";
        var more = $"{file}: there are {atLeast}{faults.Count - FaultsMax} more faults; mend these first.";
        return string.Join('\n', lines.Append(more));
    }
}
