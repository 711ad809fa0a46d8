using CsCheck;
using Headroom.Formats.Parquet;
using ParquetSharp;

namespace Headroom.Formats.Tests.Parquet;

public sealed class ParquetStreamTests
{
    [Fact]
    public void A_row_is_a_line_with_its_texts_and_whole_numbers()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.parquet");
        new SampleTable(
            ["say \"hi\"", null], [13812345678, null], [41, 7], [6222.0, 0.5], [DateTime.UnixEpoch, DateTime.UnixEpoch],
            [["a", null, "b"], null], [[0xFF, 0xFE], "text"u8.ToArray()], [true, false], [1m, null]).Write(path, 10);

        Assert.Equal(
            "{\"note\":\"say \\\"hi\\\"\",\"phone\":13812345678,\"age\":41,\"account\":6222,\"tags\":[\"a\",\"b\"]}\n"
            + "{\"age\":7,\"blob\":\"text\"}\n",
            Lines(path));
    }

    [Fact]
    public void Lines_that_nobody_changed_write_the_same_table() =>
        Gen.Select(Gen.Int[0, 9_000], Gen.Int[1, 5_000], Gen.Int).Sample(
            (rows, groupRows, seed) =>
            {
                using var folder = new TemporaryFolder();
                var (path, target) = (folder.File("a.parquet"), folder.File("b.parquet"));
                SampleTable.Random(rows, seed).Write(path, groupRows);

                Rewrite(path, target, Lines(path), pieces: 1 + (seed & 4095));
                Assert.Equivalent(SampleTable.Read(path), SampleTable.Read(target), strict: true);
            },
            iter: 12, threads: 1);

    [Fact]
    public void Of_numbered_lines_those_that_are_there_are_the_rows_of_the_new_file() =>
        Gen.Select(Gen.Int[1, 9_000], Gen.Int[1, 5_000], Gen.Int).Sample(
            (rows, groupRows, seed) =>
            {
                using var folder = new TemporaryFolder();
                var (path, target) = (folder.File("a.parquet"), folder.File("b.parquet"));
                var table = SampleTable.Random(rows, seed);
                table.Write(path, groupRows);
                var chance = new Random(seed);
                var kept = Enumerable.Range(0, rows).Where(_ => chance.Next(3) == 0).ToArray();
                var lines = Lines(path, isNumbered: true).Split('\n');

                Rewrite(path, target, string.Concat(kept.Select(row => lines[row] + "\n")), 100, isNumbered: true);
                Assert.Equivalent(table.At(kept), SampleTable.Read(target), strict: true);
            },
            iter: 12, threads: 1);

    [Fact]
    public void What_stands_in_the_lines_now_stands_in_the_file()
    {
        using var folder = new TemporaryFolder();
        var (path, target) = (folder.File("a.parquet"), folder.File("b.parquet"));
        SampleTable.Random(3, 1).Write(path, 10);
        var table = SampleTable.Read(path) with { Phones = [1, 2, 3], Notes = ["a", null, "c"], Tags = [["x", null, "y"], null, []] };
        table.Write(path, 2);
        var lines = Lines(path).Replace("\"phone\":2", "\"phone\":\"<CN_MOBILE>\"", StringComparison.Ordinal)
            .Replace("\"note\":\"c\"", "\"note\":\"\\u4f60\\n\"", StringComparison.Ordinal)
            .Replace("\"y\"", "\"<NAME>\"", StringComparison.Ordinal)
            .Replace("\"phone\":3", "\"phone\":9", StringComparison.Ordinal);

        Rewrite(path, target, lines, 7);
        Assert.Equivalent(
            table with { Phones = [1, null, 9], Notes = ["a", null, "你\n"], Tags = [["x", null, "<NAME>"], null, []] },
            SampleTable.Read(target), strict: true);
    }

    [Fact]
    public void A_number_that_must_be_there_is_no_text()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.parquet");
        (SampleTable.Random(2, 1) with { Ages = [5, 6] }).Write(path, 10);

        var fault = Assert.Throws<InvalidDataException>(() => Rewrite(
            path, folder.File("b.parquet"), Lines(path).Replace("\"age\":6", "\"age\":\"<AGE>\"", StringComparison.Ordinal), 50));
        Assert.StartsWith($"{path}, row 1: column 'age' holds numbers that must be there", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_none_is_told_with_its_rows_and_column()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.parquet");
        using (var file = new ParquetFileWriter(path, [new Column<byte[]>("note", LogicalType.String())]))
        {
            using var group = file.AppendRowGroup();
            using (var writer = group.NextColumn().LogicalWriter<byte[]>()) writer.WriteBatch([[0x61], [0xC3, 0x28]]);
            file.Close();
        }

        var fault = Assert.Throws<InvalidDataException>(() => Lines(path));
        Assert.StartsWith($"{path}, row 1: column 'note' says that it is text and holds bytes that are no UTF-8", fault.Message, StringComparison.Ordinal);
    }

    internal static string Lines(string path, bool isNumbered = false)
    {
        using var stream = new ParquetRecordStream(path, isNumbered: isNumbered);
        using var text = new StreamReader(stream, System.Text.Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static void Rewrite(string path, string target, string lines, int pieces, bool isNumbered = false)
    {
        using var output = new WholeOutput(target);
        using var rewrite = new ParquetRewriteStream(path, output.Stream, isNumbered);
        foreach (var piece in System.Text.Encoding.UTF8.GetBytes(lines).Chunk(pieces)) rewrite.Write(piece);
        rewrite.Complete();
        output.Commit();
    }
}
