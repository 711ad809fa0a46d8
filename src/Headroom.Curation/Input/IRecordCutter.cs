namespace Headroom.Curation.Input;

/// <summary>Tells where records of a file begin and end, so that blocks hold whole ones.</summary>
internal interface IRecordCutter
{
    /// <summary>Bytes of the whole records at the start; 0 when not even the first one is there.</summary>
    int WholeBytes(ReadOnlySpan<byte> bytes);

    /// <summary>Where the next record begins, within bytes that begin inside one; 0 when nowhere.</summary>
    int NextStart(ReadOnlySpan<byte> bytes);
}

/// <summary>Each line is a record.</summary>
internal sealed class LineCutter : IRecordCutter
{
    public int WholeBytes(ReadOnlySpan<byte> bytes) => bytes.LastIndexOf((byte)'\n') + 1;

    public int NextStart(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'\n') + 1;
}

/// <summary>The whole file is one record.</summary>
internal sealed class WholeCutter : IRecordCutter
{
    public int WholeBytes(ReadOnlySpan<byte> bytes) => 0;

    public int NextStart(ReadOnlySpan<byte> bytes) => 0;
}

/// <summary>Records of a web archive, by the lengths that they state.</summary>
internal sealed class WarcCutter : IRecordCutter
{
    public int WholeBytes(ReadOnlySpan<byte> bytes)
    {
        var whole = 0;
        while (whole < bytes.Length && WarcRecord.Read(bytes[whole..], isOver: false) is { } record)
            whole += record.Length;
        return whole;
    }

    public int NextStart(ReadOnlySpan<byte> bytes) => bytes.IndexOf(WarcRecord.Marker) + 1;
}
