using System.Text;
using Headroom.Formats.Parquet;

namespace Headroom.Formats.Tests.Parquet;

public sealed class FullDiskTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(50_000)]
    [InlineData(200_000)]
    public void A_target_that_takes_no_more_is_told_as_a_fault_of_the_disk(int room)
    {
        var records = Enumerable.Range(0, 20_000).Select(number => Encoding.UTF8.GetBytes(
            $"{{\"id\":{number},\"text\":\"{Convert.ToHexString(BitConverter.GetBytes(number * 7919L)).PadLeft(90, (char)('a' + number % 26))}{new Random(number).NextInt64()}{new Random(number + 1).NextInt64()}\"}}")).ToArray();
        var schema = new RecordSchema();
        foreach (var record in records) schema.Note(record);

        var fault = Assert.ThrowsAny<IOException>(() =>
        {
            using var writer = new ParquetRecordWriter(new Narrow(room), schema);
            foreach (var record in records) writer.Add(record);
            writer.Complete();
        });

        Assert.Contains("No space left", fault.Message, StringComparison.Ordinal);
    }

    private sealed class Narrow(int room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > room) throw new IOException("No space left on device");
            base.Write(buffer, offset, count);
        }
    }
}
