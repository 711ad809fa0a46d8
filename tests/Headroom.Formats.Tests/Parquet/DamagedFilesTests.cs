using CsCheck;
using Headroom.Testing;

namespace Headroom.Formats.Tests.Parquet;

public sealed class DamagedFilesTests
{
    [Theory]
    [InlineData("", "byte 0: this is no whole Parquet file: it is too short for one")]
    [InlineData("PAR1 and something else", "byte 19: this is no whole Parquet file: it does not end with PAR1")]
    [InlineData("PAR1....\u007f\u007f\0\0PAR1", "byte 8: this is no whole Parquet file: the footer would be longer")]
    [InlineData("PAR1....\u0001\0\0\0PARE", "byte 12: this is no whole Parquet file: its footer is encrypted")]
    [InlineData("PAR1....\u0004\0\0\0PAR1", "byte 4: the footer cannot be read")]
    public void A_broken_footer_is_told_with_its_byte(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.parquet");
        File.WriteAllText(path, text);

        var fault = Assert.Throws<InvalidDataException>(() => ParquetStreamTests.Lines(path));
        Assert.StartsWith($"{path}, {message}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        using var folder = new TemporaryFolder();
        var (path, whole) = (folder.File("a.parquet"), Sample(folder));

        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => ParquetStreamTests.Lines(path));
        }
    }

    // The native code below must neither end the process nor go on for ever. Without checksums of pages some bytes may
    // change unseen: the file is then another one, and is read.
    [Fact]
    public void Changed_bytes_are_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        var (path, whole) = (folder.File("a.parquet"), Sample(folder));

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[1, 4]).Array[1, 3].Sample(changes =>
        {
            var changed = (byte[])whole.Clone();
            foreach (var (place, value, length) in changes)
                changed.AsSpan(place, Math.Min(length, changed.Length - place)).Fill(value);
            File.WriteAllBytes(path, changed);
            try
            {
                ParquetStreamTests.Lines(path);
            }
            catch (InvalidDataException fault)
            {
                Assert.StartsWith(path, fault.Message, StringComparison.Ordinal);
            }
        }, iter: Fuzz.Cases(3_000), threads: 1);
    }

    private static byte[] Sample(TemporaryFolder folder)
    {
        var path = folder.File("whole.parquet");
        SampleTable.Random(300, 5).Write(path, 170);
        return File.ReadAllBytes(path);
    }
}
