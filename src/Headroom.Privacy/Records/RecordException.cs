namespace Headroom.Privacy.Records;

/// <summary>
/// A file does not hold what it should. The message is a sentence with file, place and remedy, and no values.
/// </summary>
public sealed class RecordException(string file, long offset, string why)
    : Exception($"{file}, byte {offset.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {why}")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>Offset of the fault in the uncompressed file, in bytes.</summary>
    public long Offset { get; } = offset;
}

/// <summary>A fault inside a block; whoever knows the block's file and place makes a <see cref="RecordException"/> of it.</summary>
internal sealed class BlockException(int offset, string why) : Exception(why)
{
    public int Offset { get; } = offset;
}
