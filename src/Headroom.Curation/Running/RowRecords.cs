using System.Buffers.Text;
using Headroom.Curation.Input;
using Headroom.Formats.Parquet;

namespace Headroom.Curation.Running;

/// <summary>Records of a table: lines that begin with the number of their row.</summary>
internal static class RowRecords
{
    private static ReadOnlySpan<byte> Start => "{\"headroom-row\":"u8;

    /// <summary>Reads a block of such lines.</summary>
    /// <param name="block">Whole lines; bytes of it are changed.</param>
    /// <param name="keepsNumbers">Whether records still begin with the number.</param>
    /// <param name="action">Told the number and the record of each row.</param>
    public static void Read(TextBlock block, bool keepsNumbers, RecordAction action)
    {
        for (var start = 0; start < block.Length;)
        {
            var length = block.Text[start..].IndexOf((byte)'\n');
            var line = block.Bytes.AsSpan(start, length < 0 ? block.Length - start : length);
            start += line.Length + 1;
            if (!Utf8Parser.TryParse(line[Start.Length..], out long row, out var digits))
                throw new InvalidOperationException($"A line of a table does not begin with {ParquetRecordStream.RowMember}.");

            if (!keepsNumbers)
            {
                // The comma behind the number becomes the bracket of a record without it.
                line = line[(Start.Length + digits)..];
                if (line.Length == 1) line = "{}"u8.ToArray();
                else line[0] = (byte)'{';
            }

            action(row, line);
        }
    }
}
