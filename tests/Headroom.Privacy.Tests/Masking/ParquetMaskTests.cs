using Headroom.Privacy.Masking;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Risk;
using ParquetSharp;

namespace Headroom.Privacy.Tests.Masking;

public sealed class ParquetMaskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-parquet-").FullName;

    private string Source => Path.Combine(_folder, "a.parquet");

    private string Target => Path.Combine(_folder, "b.parquet");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Texts_and_numbers_are_masked_and_the_rest_is_carried_over()
    {
        Write(("note", Texts("call 13812345678", "nothing")), ("phone", Numbers(13912345678L, 5L)), ("seen", Times(DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1))));
        var findings = new List<FieldFinding>();

        var result = FileMask.Mask(Run() with { OnFinding = findings.Add }, Source, Target, CancellationToken.None);

        Assert.Equal((2, 2), (result.Records, result.Findings));
        Assert.Equal([("note", 0L, 5), ("phone", 0L, 0)], findings.Select(found => (found.Field, found.Record, found.Start)));
        Assert.Equal(["call <CN_MOBILE>", "nothing"], Read<string?>(Target, 0));
        Assert.Equal([null, 5], Read<long?>(Target, 1));
        Assert.Equal([DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1)], Read<DateTime>(Target, 2));
        Assert.Equal(0, FileMask.Scan(Run(), Target, CancellationToken.None).Findings);
    }

    [Fact]
    public void A_field_of_the_policy_that_cannot_be_masked_is_refused()
    {
        Write(("seen", Times(DateTime.UnixEpoch)));
        var policy = PolicyPacks.Default with { Fields = new Dictionary<string, MaskAction> { ["seen"] = new Drop() } };

        var fault = Assert.Throws<InvalidDataException>(
            () => FileMask.Mask(new MaskRun { Policy = policy }, Source, Target, CancellationToken.None));
        Assert.StartsWith($"{Source}: column 'seen' holds dates, fractions or bytes", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void A_stream_is_no_parquet_and_a_run_is_not_gone_on_with()
    {
        Write(("note", Texts("a")));

        Assert.Contains("a pipe or a compressed file", Assert.Throws<RecordException>(
            () => Masked.Of(File.ReadAllBytes(Source), FileFormat.Parquet)).Message, StringComparison.Ordinal);
        Assert.Contains("without --resume", Assert.Throws<InvalidDataException>(
            () => ResumableMask.Open(_folder, Run(), [(Source, Target)], null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_risk_of_rows_is_that_of_the_same_rows_as_separated_values()
    {
        Write(("age", Numbers(40L, 40L, 41L)), ("zip", Texts("1", "1", null)), ("born", Times(DateTime.UnixEpoch, DateTime.UnixEpoch, DateTime.UnixEpoch)));
        var csv = Path.Combine(_folder, "a.csv");
        File.WriteAllText(csv, "age,zip,born\n40,1,x\n40,1,x\n41,,x\n");

        Assert.Equivalent(RiskOf(csv), RiskOf(Source));
    }

    private static RiskFigures RiskOf(string path)
    {
        using var rows = RiskReader.Read(
            path, new RiskColumns(["age", "zip"], "born"), RiskRows.MemoryBytesDefault, Path.GetTempPath(),
            CancellationToken.None);
        return rows.Measure([0, 1], 2, 2, 1, CancellationToken.None);
    }

    private static MaskRun Run() => new() { Policy = PolicyPacks.Default };

    private void Write(params (string Name, Array Values)[] columns)
    {
        Column[] schema = [.. columns.Select(column => column.Values switch
        {
            string?[] => new Column<string?>(column.Name),
            long[] => (Column)new Column<long?>(column.Name),
            _ => new Column<DateTime>(column.Name),
        })];
        using var file = new ParquetFileWriter(Source, schema);
        using var group = file.AppendRowGroup();
        foreach (var (_, values) in columns)
        {
            using var column = group.NextColumn();
            if (values is string?[] texts) Add(column, texts);
            else if (values is long[] numbers) Add(column, [.. numbers.Select(number => (long?)number)]);
            else Add(column, (DateTime[])values);
        }

        file.Close();
    }

    private static string?[] Texts(params string?[] values) => values;

    private static long[] Numbers(params long[] values) => values;

    private static DateTime[] Times(params DateTime[] values) => values;

    private static void Add<T>(ColumnWriter column, T[] values)
    {
        using var writer = column.LogicalWriter<T>();
        writer.WriteBatch(values);
    }

    private static T[] Read<T>(string path, int column)
    {
        using var file = new ParquetFileReader(path);
        using var group = file.RowGroup(0);
        using var reader = group.Column(column).LogicalReader<T>();
        return reader.ReadAll((int)group.MetaData.NumRows);
    }
}
