namespace Headroom.Formats;

/// <summary>A part of a file is damaged and was passed over: reading goes on behind it.</summary>
/// <param name="problem">What is wrong and where, without a full stop.</param>
/// <param name="row">Of a table, the first row that is lost; null where there are no rows.</param>
/// <param name="cause">How it was found.</param>
public sealed class PassedDamageException(string problem, long? row, Exception cause)
    : IOException(problem, cause)
{
    /// <summary>Of a table, the first row that is lost, from 0; null where there are no rows.</summary>
    public long? Row { get; } = row;
}
