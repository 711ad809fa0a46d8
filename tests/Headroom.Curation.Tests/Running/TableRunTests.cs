using System.Text.Json;
using Headroom.Curation.Running;

namespace Headroom.Curation.Tests.Running;

/// <summary>Tables (Parquet) as inputs and outputs of a run.</summary>
public sealed class TableRunTests : IDisposable
{
    private const string Sentences = "stages: [c4: {sentences-min: 1, line-words-min: 2}, exact-duplicates]";
    private const string Good = "One sentence is here.";
    private const string Edited = "javascript is off.\nAnother sentence is here.";

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Rows_that_stay_keep_all_columns_and_have_the_text_that_filters_left()
    {
        var rows = SomeRows.Of("no", Good, null, Edited, Good, "你 好 \"quoted\" text stays.\n");
        var input = rows.Write(_fixture.Path("a.parquet"), groupRows: 2);

        var report = _fixture.Run(Sentences, "out", [input]);

        Assert.Equal((5, 3, 1), (report.DocumentsIn, report.DocumentsOut, report.DamagedRecords));
        Assert.Equivalent(
            rows.At([1, 3, 5], Good, "Another sentence is here.", "你 好 \"quoted\" text stays."),
            SomeRows.Read(_fixture.Path("out/kept/a.parquet")), strict: true);
        Assert.Equal(SomeRows.ColumnsOf(input), SomeRows.ColumnsOf(_fixture.Path("out/kept/a.parquet")));
        Assert.Contains("\"row\":2,\"problem\":\"the record has no text\"", _fixture.Text("out/damaged/a.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_go_tell_why_in_a_column_behind_the_others()
    {
        var rows = SomeRows.Of("no", Good, Good);
        var input = rows.Write(_fixture.Path("a.parquet"));

        _fixture.Run(Sentences, "out", [input]);

        var removed = _fixture.Path("out/removed/a.parquet");
        Assert.Equivalent(rows.At([0], "no"), SomeRows.Read(removed), strict: true);
        Assert.Equal(
            $$"""{"stage":"c4","reason":"too_few_sentences","file":{{JsonSerializer.Serialize(input)}},"row":0}""",
            Assert.Single(SomeRows.All<string>(removed, 5)));
        Assert.Contains("\"row\":2,\"of\":{", Assert.Single(SomeRows.All<string>(_fixture.Path("out/duplicates/a.parquet"), 5)), StringComparison.Ordinal);

        // A column of that name is not written over.
        _fixture.Run("stages: [c4: {sentences-min: 9}]", "again", [removed]);
        Assert.Equal(["headroom ByteArray", "headroom2 ByteArray"], SomeRows.ColumnsOf(_fixture.Path("again/removed/a.parquet"))[5..]);
    }

    [Fact]
    public void A_table_without_the_text_is_refused_with_the_columns_that_it_has()
    {
        var input = SomeRows.Of(Good).Write(_fixture.Path("a.parquet"));

        var fault = Assert.Throws<CurationException>(() => _fixture.Run($"text: body\n{Sentences}", "out", [input]));

        Assert.Contains("there is no column 'body'; its columns are id, text, day, picture, tags", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_fixture.Path("out")));
    }

    [Fact]
    public void Rows_become_lines_that_tell_their_rows_and_lines_become_columns()
    {
        var input = SomeRows.Of("no", Good).Write(_fixture.Path("a.parquet"));
        _fixture.Run($"lineage: true\n{Sentences}", "lines", [input], form: OutputForm.Lines);

        using var line = JsonDocument.Parse(_fixture.Text("lines/kept/a.jsonl"));
        Assert.Equal(["id", "text", "day", "tags", "headroom"], line.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, line.RootElement.GetProperty("headroom").GetProperty("row").GetInt64());

        const string Records = $$$"""
            {"text":"{{{Good}}}","n":1,"x":1,"big":9007199254740993,"ok":true,"any":[1, 2],"s":"a\"b"}
            {"text":"One more {{{Good}}}","n":null,"x":2.5,"big":0.5,"ok":false,"any":"a","late":{"b":1}}
            """;
        var lines = _fixture.Write("b.jsonl", Records);
        _fixture.Run("stages: []", "table", [lines], form: OutputForm.Table);

        var table = _fixture.Path("table/kept/b.parquet");
        Assert.Equal(
            ["text ByteArray", "n Int64", "x Double", "big ByteArray", "ok Boolean", "any ByteArray", "s ByteArray", "late ByteArray"],
            SomeRows.ColumnsOf(table));
        Assert.Equal([1L, null], SomeRows.All<long?>(table, 1));
        Assert.Equal([1.0, 2.5], SomeRows.All<double?>(table, 2));
        Assert.Equal(["9007199254740993", "0.5"], SomeRows.All<string>(table, 3));
        Assert.Equal([true, false], SomeRows.All<bool?>(table, 4));
        Assert.Equal(["[1, 2]", "\"a\""], SomeRows.All<string>(table, 5));
        Assert.Equal(["a\"b", null], SomeRows.All<string?>(table, 6));
        Assert.Equal([null, "{\"b\":1}"], SomeRows.All<string?>(table, 7));
    }

    [Theory]
    [InlineData(OutputForm.AsInput)]
    [InlineData(OutputForm.Table)]
    [InlineData(OutputForm.Lines)]
    public void Results_depend_neither_on_the_number_of_workers_nor_on_being_broken_off(OutputForm form)
    {
        const string Recipe = "stages: [c4: {sentences-min: 1, line-words-min: 2}, minhash, line-duplicates: {characters-min: 10}]";
        string[] inputs =
        [
            SomeRows.Of(Texts(900)).Write(_fixture.Path("a.parquet"), groupRows: 77),
            _fixture.Write("b.jsonl", string.Concat(Texts(700).Select(text => $"{{\"text\":{JsonSerializer.Serialize(text)}}}\n"))),
        ];
        var whole = _fixture.Run(Recipe, "whole", inputs, form: form);
        _fixture.Run(Recipe, "four", inputs, workers: 4, form: form);
        _fixture.Run(Recipe, "broken", inputs, form: form);

        // As if it had been broken off when some of the tables were written.
        File.Delete(_fixture.Path("broken/work/b.filtered"));
        File.Delete(_fixture.Path("broken/report.json"));
        Directory.Delete(_fixture.Path("broken/kept"), recursive: true);
        var resumed = _fixture.Run(Recipe, "broken", inputs, resumes: true, form: form);

        Assert.Equal(whole.Removed, resumed.Removed);
        var results = _fixture.Results("whole");
        Assert.Contains(form == OutputForm.Lines ? "cut/a.jsonl" : "cut/a.parquet", results.Keys);
        Assert.Contains(form == OutputForm.Table ? "removed/b.parquet" : "removed/b.jsonl", results.Keys);
        foreach (var output in (string[])["four", "broken"])
        {
            Assert.Equal(results.Keys.Order(), _fixture.Results(output).Keys.Order());
            Assert.All(results, result => Assert.Equal(result.Value, _fixture.Results(output)[result.Key]));
        }
    }

    [Fact]
    public void A_damaged_row_group_and_a_damaged_file_are_set_aside_and_the_rest_is_done()
    {
        var rows = SomeRows.Of([.. Enumerable.Range(0, 300).Select(row => $"Sentence {row} is here.")]);
        var bytes = File.ReadAllBytes(rows.Write(_fixture.Path("a.parquet"), groupRows: 100));
        var at = bytes.AsSpan().IndexOf("Sentence 150"u8);
        bytes[at] ^= 0x20;
        var cut = _fixture.Write("cut.parquet", bytes[..^20]);

        var report = _fixture.Run("stages: []", "out", [_fixture.Write("a.parquet", bytes), cut]);

        Assert.Equal((200, 2), (report.DocumentsIn, report.DamagedRecords));
        var kept = SomeRows.Read(_fixture.Path("out/kept/a.parquet"));
        Assert.Equal(Enumerable.Range(0, 100).Concat(Enumerable.Range(200, 100)).Select(row => (long)row), kept.Ids);
        Assert.Contains("\"row\":100,", _fixture.Text("out/damaged/a.jsonl"), StringComparison.Ordinal);
        Assert.Contains("rows 100 to 199 are lost", _fixture.Text("out/damaged/a.jsonl"), StringComparison.Ordinal);
        Assert.Contains("does not end with PAR1", _fixture.Text("out/damaged/cut.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_no_utf_8_is_set_aside_with_its_row()
    {
        var rows = SomeRows.Of("Sentence 0 is here.", "Sentence 1 is here.", "Sentence 2 is here.");
        var path = rows.Write(_fixture.Path("a.parquet"));

        // Without compression and checksums, so that one byte of a text can be changed.
        var bytes = new Plain(path).Bytes("Sentence 1"u8, 0xFF);

        var report = _fixture.Run("stages: []", "out", [_fixture.Write("a.parquet", bytes)]);

        Assert.Equal((2, 1), (report.DocumentsIn, report.DamagedRecords));
        Assert.Equal([0L, 2L], SomeRows.All<long>(_fixture.Path("out/kept/a.parquet"), 0));
        Assert.Contains("\"row\":1,\"problem\":\"this is no UTF-8\"", _fixture.Text("out/damaged/a.jsonl"), StringComparison.Ordinal);
    }

    private static string[] Texts(int count) =>
    [
        .. Enumerable.Range(0, count).Select(number =>
        {
            var of = number % 5 == 4 ? number - 3 : number;
            var words = string.Join(' ', Enumerable.Range(0, 20 + of % 40).Select(word => $"w{of}x{word * of % 97}"));
            return number % 7 == 0 ? "no" : $"This line is on every page of the site.\nFirst {words} last{(of == number ? "" : " more")}.";
        }),
    ];

    private sealed class Plain(string path)
    {
        public byte[] Bytes(ReadOnlySpan<byte> text, byte first)
        {
            var rows = SomeRows.Read(path);
            var plain = path + ".plain";
            using (var file = new ParquetSharp.ParquetFileWriter(
                plain, [new ParquetSharp.Column<long>("id"), new ParquetSharp.Column<string>("text")],
                ParquetSharp.Compression.Uncompressed))
            {
                using var group = file.AppendRowGroup();
                using (var ids = group.NextColumn().LogicalWriter<long>()) ids.WriteBatch(rows.Ids);
                using (var texts = group.NextColumn().LogicalWriter<string>())
                    texts.WriteBatch([.. rows.Texts.Select(one => one!)]);
                file.Close();
            }

            var bytes = File.ReadAllBytes(plain);
            bytes[bytes.AsSpan().IndexOf(text)] = first;
            return bytes;
        }
    }
}
