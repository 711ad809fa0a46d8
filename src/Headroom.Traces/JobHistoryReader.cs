namespace Headroom.Traces;

/// <summary>Reads a history of jobs in any supported format.</summary>
public static class JobHistoryReader
{
    /// <summary>Reads <paramref name="path"/>; lines that cannot be read are reported in the result, or refused when <paramref name="strict"/>.</summary>
    /// <exception cref="TraceFormatException">The file is missing, is not of this format, or has a bad line and <paramref name="strict"/> is set.</exception>
    public static JobHistory Read(string path, JobHistoryFormat format, bool strict) => throw new NotSupportedException();
}
