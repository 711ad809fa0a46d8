using System.Text;

namespace Headroom.Curation.Output;

/// <summary>How outputs say where a record is of: its file, and there a byte, or of a table a row.</summary>
internal static class RecordPlace
{
    /// <summary>Members of JSON up to the number, which the caller writes behind them.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="isTable">Whether its records are rows.</param>
    public static byte[] Of(string file, bool isTable)
    {
        var buffer = new ByteBuffer();
        buffer.Write("\"file\":"u8);
        buffer.WriteJson(Encoding.UTF8.GetBytes(file));
        buffer.Write(isTable ? ",\"row\":"u8 : ",\"offset\":"u8);
        return buffer.Written.ToArray();
    }
}
