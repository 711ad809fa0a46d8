using System.Text;
using System.Text.Json;
using CsCheck;
using Headroom.Curation.Input;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Input;

public sealed class JsonTextTests
{
    private static readonly string[] Pieces =
    [
        "a", "plain text of some length, longer than a vector is wide ",
        "\\n", "\\t", "\\\\", "\\\"", "\\/", "\\b", "\\f", "\\r",
        "\\u0041", "\\u4f60", "\\uD83D\\uDE42", "\\ud83d", "\\ude42", "\\u12",
        "\\x", "\\", "\n", "\u0001", "好", "🙂", "\"", "\\u00e9", "\\u0000",
    ];

    // The library is the oracle: for what it reads, and for what it refuses.
    [Fact]
    public void A_text_is_what_the_library_reads() => Gen.Int[0, Pieces.Length - 1].Array[0, 12].Sample(pieces =>
    {
        var json = Encoding.UTF8.GetBytes(string.Concat(pieces.Select(piece => Pieces[piece])) + "\"");
        var target = new byte[json.Length];
        var expected = Expected(json);

        var isRead = JsonText.TryRead(json, target, out var read, out var written);

        Assert.Equal(expected is not null, isRead);
        if (expected is null) return;
        Assert.Equal(expected, Encoding.UTF8.GetString(target, 0, written));
        Assert.Equal((byte)'"', json[read - 1]);
    }, iter: 20_000);

    [Theory]
    [InlineData("{\"text\":\"a\\nb\"}", null)]
    [InlineData("{ \"id\" : [1,{\"text\":2}] , \"text\" :\t\"a\\u00e9\" , \"z\" : null } ", null)]
    [InlineData("{\"text\":\"a\",\"text\":7}", null)]
    [InlineData("{\"text\":\"a\"", "this is no JSON from byte 11 of the record on")]
    [InlineData("{\"text\":\"a\\nb\",}", "this is no JSON from byte 15 of the record on")]
    [InlineData("{\"text\":\"a\\nb\"}x", "this is no JSON from byte 15 of the record on")]
    [InlineData("{\"text\":\"a\\x\"}", "this is no JSON from byte 11 of the record on")]
    [InlineData("{\"text\":\"a\\ud800\"}", "the text has half of a surrogate pair")]
    [InlineData("{\"text\":", "this is no JSON from byte 8 of the record on")]
    [InlineData("{\"text\" \"a\"}", "this is no JSON from byte 8 of the record on")]
    public void A_record_is_read_or_refused_with_the_byte(string record, string? problem)
    {
        var document = new Document(new WhitespaceWords());
        var reader = new RecordReader("text"u8.ToArray());

        Assert.Equal(problem, reader.Read(Encoding.UTF8.GetBytes(record), document));

        if (problem is not null) return;
        using var json = JsonDocument.Parse(record);
        var value = record[reader.ValueStart..reader.ValueEnd];
        Assert.Equal(JsonSerializer.Deserialize<string>(value), Encoding.UTF8.GetString(document.Text));
    }

    private static string? Expected(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader((byte[])[(byte)'"', .. json], isFinalBlock: false, default);
            return reader.Read() ? reader.GetString() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
