using Headroom.Privacy.Risk;

namespace Headroom.Privacy.Tests.Risk;

public sealed class RiskReaderTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    // Short numbers and truths tell people apart as well: once they were passed over, and all ages were one.
    [Fact]
    public void Values_of_json_are_told_apart_whatever_they_are()
    {
        File.WriteAllText(_path, """
            {"age":4,"member":true,"town":"a\u0062"}
            {"age":5,"member":true,"town":"ab"}
            {"age":4,"member":false,"town":"ab"}
            {"age":4,"member":true,"town":"ab"}
            """);

        Assert.Equal((4L, 3L, 2L), Figures("age", "member", "town"));
    }

    // A quote inside a field opens nothing, and lines within quotes are no rows.
    [Fact]
    public void Rows_of_separated_values_are_those_of_the_reader()
    {
        var name = _path + ".csv";
        File.WriteAllText(name, "size,note\n5\" disk,\"a\nb\"\n5\" disk,\"a\nb\"\n7,c\n");

        Assert.Equal((3L, 2L, 1L), Figures(name, "size", "note"));
        File.Delete(name);
    }

    private (long Rows, long Classes, long Unique) Figures(params string[] columns) =>
        columns[0].EndsWith(".csv", StringComparison.Ordinal) ? Of(columns[0], columns[1..]) : Of(_path, columns);

    private static (long Rows, long Classes, long Unique) Of(string path, string[] columns)
    {
        using var read = RiskReader.Read(
            path, new RiskColumns(columns, null), RiskRows.MemoryBytesDefault, Path.GetTempPath(),
            CancellationToken.None);
        var figures = read.Measure([.. Enumerable.Range(0, columns.Length)], -1, 2, 1, CancellationToken.None);
        return (figures.Rows, figures.Classes, figures.UniqueRows);
    }
}
