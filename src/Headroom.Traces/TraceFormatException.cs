namespace Headroom.Traces;

/// <summary>A history cannot be read. The message is one sentence that names file, line and remedy.</summary>
/// <param name="file">Path as the caller gave it.</param>
/// <param name="line">Line of the file, from 1; 0 when the fault is the file itself.</param>
/// <param name="problem">What is wrong, without a full stop.</param>
/// <param name="remedy">What the reader can do about it, without a full stop.</param>
public sealed class TraceFormatException(string file, long line, string problem, string remedy)
    : Exception(line > 0 ? $"{file}, line {line}: {problem}; {remedy}." : $"{file}: {problem}; {remedy}.")
{
    /// <summary>Line of the file, from 1; 0 when the fault is the file itself.</summary>
    public long Line { get; } = line;
}
