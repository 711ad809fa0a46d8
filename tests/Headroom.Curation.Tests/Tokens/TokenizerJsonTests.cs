using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Headroom.Curation.Tests.Running;
using Headroom.Curation.Tokens;

namespace Headroom.Curation.Tests.Tokens;

/// <summary>Counts by a <c>tokenizer.json</c>, held against those of Hugging Face's own library.</summary>
public sealed class TokenizerJsonTests : IDisposable
{
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Char[' ', '~'].Select(one => one.ToString()),
            Gen.OneOf("the", " of", "ing", "'s", "\n", "  ", "中", "文字", "é", "e\u0301", "\u0301", "\u0323", "\u0958", "\u1100\u1161",
                "<sep>", "<sep>", " ", "_", "1234", "▁", "\U0001F600"))
        .Array[0, 60].Select(string.Concat);

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}""")]
    [InlineData("""
        {"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\\p{N}{1,3}"},"behavior":"Isolated",
        "invert":false},{"type":"Split","pattern":{"Regex":"[a-m]+"},"behavior":"MergedWithNext","invert":false},
        {"type":"Digits","individual_digits":true},
        {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}]}
        """)]
    [InlineData("""
        {"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"String":"e"},"behavior":"MergedWithPrevious",
        "invert":false},{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}]}
        """)]
    public void Byte_level_encodings_count_as_their_own_library(string preTokenizer) =>
        Compare(ByteLevel(preTokenizer));

    [Theory]
    [InlineData("""
        {"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},
        {"type":"Replace","pattern":{"String":" "},"content":"▁"}]}
        """, "null", true)]
    [InlineData("null", """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}""", true)]
    [InlineData("null", """{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":false}""", false)]
    public void Encodings_of_characters_count_as_their_own_library(
        string normalizer, string preTokenizer, bool fallsBack) =>
        Compare(Characters(normalizer, preTokenizer, fallsBack));

    [Theory]
    [InlineData("""{"type":"NFC"}""")]
    [InlineData("""{"type":"Sequence","normalizers":[{"type":"NFC"}]}""")]
    public void Letters_are_composed_where_the_file_asks_for_it(string normalizer)
    {
        var tokenizer = ByteLevel("""{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""");
        tokenizer["normalizer"] = JsonNode.Parse(normalizer);
        Compare(tokenizer);
    }

    [Theory]
    [InlineData("lstrip")]
    [InlineData("rstrip")]
    [InlineData("single_word")]
    [InlineData("lstrip", "rstrip")]
    [InlineData("lstrip", "rstrip", "single_word")]
    public void What_stands_beside_an_added_token_is_part_of_it_where_the_file_says_so(params string[] flags)
    {
        var tokenizer = ByteLevel("""{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""");
        foreach (var flag in flags) tokenizer["added_tokens"]![0]![flag] = true;
        Compare(tokenizer);
    }

    [Theory]
    [InlineData("its model is Unigram", """{"model":{"type":"Unigram","vocab":[]}}""")]
    [InlineData("its normalizer {\"type\":\"Lowercase\"}",
        """{"normalizer":{"type":"Lowercase"},"model":{"type":"BPE","vocab":{},"merges":[]}}""")]
    [InlineData("its pre-tokenizer {\"type\":\"BertPreTokenizer\"}",
        """{"pre_tokenizer":{"type":"BertPreTokenizer"},"model":{"type":"BPE","vocab":{},"merges":[]}}""")]
    [InlineData("merge 1 does not join", """{"model":{"type":"BPE","vocab":{"a":0},"merges":["a a"]}}""")]
    [InlineData("the number -1", """{"model":{"type":"BPE","vocab":{"a":-1},"merges":[]}}""")]
    [InlineData("the byte 0 has no token",
        """{"pre_tokenizer":{"type":"ByteLevel"},"model":{"type":"BPE","vocab":{"a":0},"merges":[]}}""")]
    [InlineData("this is no tokenizer.json", """{"version":"1.0"}""")]
    [InlineData("this is no tokenizer.json", "[]")]
    [InlineData("this is no JSON", "{\"model\"")]
    public void What_is_not_known_is_refused_by_its_name(string message, string json)
    {
        var path = _fixture.Write("tokenizer.json", json);

        var fault = Assert.Throws<CurationException>(() => Tokenizer.Open(path));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Characters("null", "null", true).ToJsonString());
        Gen.Int[0, whole.Length - 1].Select(Gen.Byte).Sample(
            (at, one) => OpenChanged([.. whole[..at], one, .. whole[(at + 1)..]]), iter: 300, threads: 1);
    }

    private void OpenChanged(byte[] file)
    {
        var path = _fixture.Write("changed.json", file);
        try
        {
            new TokenCounter(Tokenizer.Open(path)).Count("some text"u8);
        }
        catch (CurationException)
        {
            // Refused in words; anything else fails the test.
        }
    }

    private void Compare(JsonObject tokenizer)
    {
        var path = _fixture.Write("tokenizer.json", tokenizer.ToJsonString());
        var counter = new TokenCounter(Tokenizer.Open(path));
        if (!OperatingSystem.IsLinux()) Assert.Skip("the library of Hugging Face is at hand for Linux alone");

        var theirs = new global::Tokenizers.DotNet.Tokenizer(path);
        Texts.Where(text => text.Length > 0).Sample(
            text => theirs.Encode(text).Length == counter.Count(Encoding.UTF8.GetBytes(text)), iter: 3_000, threads: 1);
    }

    // The first 3,000 tokens of a published vocabulary, each merged from the two halves that come first.
    private static JsonObject ByteLevel(string preTokenizer)
    {
        var vocabulary = TiktokenFile.Cl100k();
        var tokens = Enumerable.Range(0, 3000).Select(token => vocabulary.BytesOf(token).ToArray()).ToList();
        return Json("null", preTokenizer, tokens.ConvertAll(token => ByteAlphabet.Of(token)), MergesOf(tokens, bytes => ByteAlphabet.Of(bytes)));
    }

    private static JsonObject Characters(string normalizer, string preTokenizer, bool fallsBack)
    {
        var vocabulary = TiktokenFile.Cl100k();
        var tokens = Enumerable.Range(0, 2000).Select(token => vocabulary.BytesOf(token).ToArray())
            .Where(token => token.All(one => one is >= 32 and < 127))
            .Select(token => Encoding.ASCII.GetString(token).Replace(' ', '▁')).Distinct().ToList();
        var json = Json(
            normalizer, preTokenizer,
            [.. tokens, "中", "文", "<unk>", .. fallsBack ? Enumerable.Range(0, 256).Select(one => $"<0x{one:X2}>") : []],
            MergesOf(tokens.ConvertAll(Encoding.UTF8.GetBytes), bytes => Encoding.UTF8.GetString(bytes)));
        json["model"]!["unk_token"] = "<unk>";
        json["model"]!["fuse_unk"] = true;
        json["model"]!["byte_fallback"] = fallsBack;
        return json;
    }

    private static List<string> MergesOf(List<byte[]> tokens, Func<byte[], string> text)
    {
        var known = tokens.Select(text).ToHashSet(StringComparer.Ordinal);
        var merges = new List<string>();
        foreach (var whole in tokens.Select(text))
        {
            var cut = Enumerable.Range(1, Math.Max(0, whole.Length - 1))
                .FirstOrDefault(at => known.Contains(whole[..at]) && known.Contains(whole[at..]));
            if (cut > 0) merges.Add($"{whole[..cut]} {whole[cut..]}");
        }

        return merges;
    }

    private static JsonObject Json(
        string normalizer, string preTokenizer, List<string> tokens, List<string> merges)
    {
        var numbers = tokens.Select((token, number) => KeyValuePair.Create(token, (JsonNode?)number));
        return new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray(new JsonObject
            {
                ["id"] = tokens.Count,
                ["content"] = "<sep>",
                ["single_word"] = false,
                ["lstrip"] = false,
                ["rstrip"] = false,
                ["normalized"] = false,
                ["special"] = true,
            }),
            ["normalizer"] = JsonNode.Parse(normalizer),
            ["pre_tokenizer"] = JsonNode.Parse(preTokenizer),
            ["post_processor"] = null,
            ["decoder"] = null,
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = null,
                ["continuing_subword_prefix"] = null,
                ["end_of_word_suffix"] = null,
                ["fuse_unk"] = false,
                ["byte_fallback"] = false,
                ["ignore_merges"] = false,
                ["vocab"] = new JsonObject(numbers),
                ["merges"] = new JsonArray([.. merges.Select(merge => (JsonNode)merge)]),
            },
        };
    }
}
